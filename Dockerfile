# Every command here is also run by tests/test_packaging.py. What is installed is locked, with hashes: `make lock`.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /build
RUN /build/bin/python -m pip install --no-cache-dir --require-hashes -r static/build.lock -r static/node.lock
RUN /build/bin/python -m pip wheel --no-cache-dir --no-build-isolation --no-deps --wheel-dir /wheel .
RUN python -m venv /app
RUN /app/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock -r static/extras.lock
RUN /app/bin/python -m pip install --no-cache-dir --no-deps --no-index --find-links /wheel playground
RUN /build/bin/python -m static.dynoxide /app/bin

FROM python:3.13-slim
COPY --from=build /app /app
RUN install -d -m 700 -o 10001 -g 10001 /data
VOLUME /data
ENV PLAYGROUND_HOST=0.0.0.0 PLAYGROUND_INSTANCE=/data
EXPOSE 8000
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["/app/bin/python", "-c", "import os, urllib.request as http; http.urlopen(f'http://127.0.0.1:{os.environ.get(\"PLAYGROUND_PORT\", 8000)}/healthz', timeout=2)"]
CMD ["/app/bin/playground", "serve"]
