"""Google's own client, cut down to the methods that read: no other can be built with it."""

import json
import logging
from collections.abc import Mapping
from typing import Any

import google_auth_httplib2
import httplib2
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc

TIMEOUT = 60
"""Seconds to wait for an answer."""
READS: Mapping[str, frozenset[str]] = {
    "gmail": frozenset(
        {
            "users.getProfile",
            "users.history.list",
            "users.messages.get",
            "users.messages.list",
            "users.threads.get",
        }
    ),
    "people": frozenset(
        {
            "contactGroups.list",
            "otherContacts.list",
            "people.connections.list",
            "people.listDirectoryPeople",
        }
    ),
}
"""Every method there is for this program, by the name of its API."""


def service(api: str, credentials: Credentials, root: str = "") -> Any:
    """Build the client of an API from the description that comes with the library.

    `root`: where the API is, when that is not Google. A description says where single calls and
    batches go, so it is changed there: the client's own option would leave batches at Google.
    """
    # Every refusal is answered and told in words of ours: it would be written to stderr besides.
    logging.getLogger("googleapiclient").setLevel(logging.CRITICAL)
    document = json.loads(get_static_doc(api, "v1"))
    document["resources"] = _only(document["resources"], READS[api], "")
    if root:
        document |= {"rootUrl": root, "baseUrl": root, "mtlsRootUrl": root}
    http = google_auth_httplib2.AuthorizedHttp(credentials, http=httplib2.Http(timeout=TIMEOUT))
    return build_from_document(document, http=http)


def _only(resources: Mapping[str, Any], wanted: frozenset[str], above: str) -> dict[str, Any]:
    """Take every method out of a description but those wanted."""
    kept = {}
    for name, resource in resources.items():
        path = f"{above}{name}."
        methods = {
            method: described
            for method, described in resource.get("methods", {}).items()
            if path + method in wanted and described["httpMethod"] == "GET"
        }
        below = _only(resource.get("resources", {}), wanted, path)
        if methods or below:
            kept[name] = {"methods": methods, "resources": below}
    return kept
