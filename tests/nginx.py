"""Debian's nginx in front of a site, and certificates of an authority that only a test knows."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4;
  scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}{secure}; location / {{ proxy_pass {upstream}; {headers} }} }}
}}
"""
GOOD_HEADERS = (
    "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;"
)


@contextmanager
def nginx(
    folder: Path, upstream: str, headers: str = GOOD_HEADERS, *, port: int | None = None, certified: Path | None = None
) -> Iterator[str]:
    """The address of a proxy in front of a site, by https where it is `certified` (see `certify`). Skipped where there is no nginx."""
    if NGINX is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    port = port or free_port()
    secure = f" ssl; ssl_certificate {certified}/site.pem; ssl_certificate_key {certified}/site.key" if certified else ""
    folder.mkdir(exist_ok=True)
    (folder / "conf").write_text(CONFIG.format(folder=folder, port=port, secure=secure, upstream=upstream, headers=headers))
    process = subprocess.Popen([NGINX, "-c", str(folder / "conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 10
        while not listens(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end
            time.sleep(0.02)
        yield f"{'https' if certified else 'http'}://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def certify(folder: Path) -> Path:
    """In `folder`, the certificate of an authority (`ca.pem`) and one of its for 127.0.0.1 (`site.pem`, `site.key`); the folder."""
    folder.mkdir(exist_ok=True)
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of one test")])
    now = datetime.now(UTC)

    def issued(subject: x509.Name, public: ec.EllipticCurvePublicKey, *, is_authority: bool) -> bytes:
        builder = x509.CertificateBuilder(
            issuer_name=name, subject_name=subject, public_key=public, serial_number=x509.random_serial_number()
        )
        builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
        builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        if is_authority:
            usage = dict.fromkeys(
                ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
            )
            builder = builder.add_extension(
                x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **usage), critical=True
            )
        else:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        return builder.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    (folder / "ca.pem").write_bytes(issued(name, authority.public_key(), is_authority=True))
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    (folder / "site.pem").write_bytes(issued(subject, key.public_key(), is_authority=False))
    private = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "site.key").write_bytes(key.private_bytes(*private))
    return folder
