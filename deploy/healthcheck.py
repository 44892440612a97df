"""Asks the web server of this container whether it is well; ends with 0 or 1 for Docker."""

import os
import sys
from http.client import HTTPConnection

PORT = int(os.environ.get("HEALTH_PORT", "8000"))


def main() -> int:
    # Django answers only to the names it knows.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        connection.request("GET", "/zdrowie/", headers={"Host": host})
        status = connection.getresponse().status
    except OSError as error:
        print(error)
        return 1
    print(status)
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
