-- For wrk: send the file that LOAD_BODY names by the method LOAD_METHOD, without it where that is GET; print what the run came to as one line
-- of JSON.
wrk.method = os.getenv("LOAD_METHOD")
if wrk.method ~= "GET" then
   wrk.headers["Content-Type"] = "application/json"
   local file = io.open(os.getenv("LOAD_BODY"), "rb")
   wrk.body = file:read("*a")
   file:close()
end

function done(summary, latency, _)
   local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
   io.write(string.format(
      '{"requests": %d, "seconds": %f, "errors": %d, "bytes": %d, "p50": %f, "p99": %f, "longest": %f}\n',
      summary.requests, summary.duration / 1e6, errors, summary.bytes,
      latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
