"""Objects of a bucket below a prefix, and what failures of its host mean."""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standfirst.publish.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from types_boto3_s3 import S3Client

    from standfirst.release_settings import S3Target

AT_ONCE = 16
"""Requests under way at a time."""
ATTEMPTS = 6
BATCH = 1000
"""Objects that one request can delete."""
ABSENT = {"NoSuchKey", "404", "NotFound"}
TAKEN = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
REFUSED = {
    "AccessDenied",
    "403",
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    "InvalidToken",
    "AuthorizationHeaderMalformed",
}


def connect(settings: S3Target) -> S3Client:
    """A client of the bucket's host. Credentials are the business of boto3: environment, profile, role.

    Raises PublishError where boto3 is not installed, or the profile is not there.
    """
    try:
        import boto3  # noqa: PLC0415 - an optional package, and half a second
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415
    except ImportError:
        hint = "pip install 'standfirst[s3]', or with hashes: pip install --require-hashes -r requirements-s3.lock"
        raise PublishError("SF965", "boto3 is not installed, which targets of kind s3 need", hint) from None
    # Other hosts know neither names of buckets as names of hosts nor the checksums that AWS has added since.
    other: dict[str, Any] = {
        "request_checksum_calculation": "when_required",
        "response_checksum_validation": "when_required",
        "s3": {"addressing_style": "path"},
    }
    config = Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        connect_timeout=10,
        read_timeout=60,
        max_pool_connections=AT_ONCE,
        **(other if settings.endpoint else {}),
    )
    try:
        session = boto3.Session(profile_name=settings.profile or None, region_name=settings.region or None)
        region = session.region_name or ("us-east-1" if settings.endpoint else None)
        client: S3Client = session.client(
            "s3", endpoint_url=settings.endpoint or None, region_name=region, config=config
        )
    except BotoCoreError as error:
        raise PublishError("SF953", str(error), "see the profile and region in AWS's configuration") from None
    return client


@dataclass(frozen=True, slots=True)
class Stored:
    """An object."""

    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of a bucket. Everything raises PublishError."""

    client: S3Client
    name: str
    prefix: str
    """Empty, or with a slash at its end."""
    place: str

    def read(self, key: str) -> bytes | None:
        """The bytes of an object, or None where there is none."""
        with self.told():
            try:
                return bytes(self.client.get_object(Bucket=self.name, Key=self.prefix + key)["Body"].read())
            except self.client.exceptions.ClientError as error:
                if code_of(error) in ABSENT:
                    return None
                raise

    def write(self, key: str, data: bytes, **about: Any) -> str:  # noqa: ANN401 - S3's own parameters
        """Write a small object and give its tag."""
        with self.told():
            return self.client.put_object(Bucket=self.name, Key=self.prefix + key, Body=data, **about)["ETag"]

    def write_json(self, key: str, value: object, **about: Any) -> str:  # noqa: ANN401 - as above
        """Write a value that nobody may cache, and give its tag."""
        return self.write(
            key, json.dumps(value).encode(), ContentType="application/json", CacheControl="no-store", **about
        )

    def send(self, key: str, file: Path) -> None:
        """Send a file, in parts where it is large."""
        with self.told():
            self.client.upload_file(str(file), self.name, self.prefix + key)

    def copy(self, origin: Bucket, source: str, key: str, **about: Any) -> None:  # noqa: ANN401 - as above
        """Make a copy of an object on the server, with headers of its own."""
        with self.told():
            self.client.copy_object(
                Bucket=self.name,
                Key=self.prefix + key,
                CopySource={"Bucket": origin.name, "Key": origin.prefix + source},
                MetadataDirective="REPLACE",
                **about,
            )

    def listed(self, below: str = "") -> dict[str, Stored]:
        """Every object whose key begins so, by key."""
        with self.told():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix + below)
            return {
                each["Key"][len(self.prefix) :]: Stored(each["Size"], each["ETag"])
                for page in pages
                for each in page.get("Contents", [])
            }

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects."""
        ordered = sorted(keys)
        for start in range(0, len(ordered), BATCH):
            named = [{"Key": self.prefix + key} for key in ordered[start : start + BATCH]]
            with self.told():
                done = self.client.delete_objects(Bucket=self.name, Delete={"Objects": named, "Quiet": True})  # type: ignore[typeddict-item]
            if failed := done.get("Errors"):
                what = f"{self.place}: {failed[0].get('Key')}: {failed[0].get('Message')}"
                raise PublishError("SF953", what, "let the key delete objects: s3:DeleteObject")

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Say what the host or boto3 says in words that tell what to do."""
        from boto3.exceptions import Boto3Error  # noqa: PLC0415 - optional, and there wherever a bucket is
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        try:
            yield
        except ClientError as error:
            raise self._refused(error) from error
        except Boto3Error as error:  # of a transfer in parts; what it wraps is its cause
            cause = error.__context__
            raise (self._refused(cause) if isinstance(cause, ClientError) else self._failed(error)) from error
        except (BotoCoreError, OSError) as error:
            raise self._failed(error) from error

    def _refused(self, error: Any) -> PublishError:  # noqa: ANN401 - ClientError, which is imported late
        code, answer = code_of(error), error.response
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        what = f"{self.place}: {code}: {answer.get('Error', {}).get('Message') or status}"
        if code == "NoSuchBucket":
            return PublishError("SF951", what, "make the bucket, or mend its name; publishing makes none")
        if code == "RequestTimeTooSkewed":
            return PublishError("SF953", what, "set this machine's clock: the host takes no request from another hour")
        if code in REFUSED:
            return PublishError(
                "SF953", what, "see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile, and what it may do"
            )
        if code in {"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage"} or status == 507:  # noqa: PLR2004
            return PublishError("SF954", what, "make room there, or keep fewer releases (`keep`)")
        if status >= 500:  # noqa: PLR2004 - the server's own failures
            return PublishError("SF955", f"{what}, {ATTEMPTS} times", "publish again: it goes on where it stopped")
        return PublishError("SF969", what, "mend that, then publish again")

    def _failed(self, error: Exception) -> PublishError:
        kind, what = type(error).__name__, f"{self.place}: {error}"
        if "Credential" in kind or kind == "TokenRetrievalError":
            return PublishError("SF953", what, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE")
        if kind in {"EndpointConnectionError", "ConnectTimeoutError", "InvalidEndpointError", "SSLError"}:
            return PublishError("SF951", what, "see that endpoint and region are right, and that the host is up")
        return PublishError("SF955", what, "publish again: it goes on where it stopped")


def code_of(error: Any) -> str:  # noqa: ANN401 - as above
    """The code of what a host says."""
    return str(error.response.get("Error", {}).get("Code", ""))


def all_at_once(work: Callable[[str], None], items: Sequence[str]) -> None:
    """Do something for each item, several at a time; the first failure ends it."""
    with ThreadPoolExecutor(AT_ONCE) as workers:
        waiting = [workers.submit(work, item) for item in items]
        try:
            for each in waiting:
                each.result()
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise
