"""Writes the bill of materials of the libraries of one platform, as CycloneDX 1.5.

It names no time and no serial number, so that it is the same each time.

usage: bill.py PLATFORM      (inside packaging/environment)
"""

import json
import sys

import parts


def component(part):
    """A part in the words of CycloneDX."""
    entry = {
        "type": "library",
        "bom-ref": part.key,
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        "purl": part.key,
    }
    if part.sha256:
        entry["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return entry


def main(platform):
    """Prints the bill."""
    own, *others = parts.parts(platform)
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": component(own),
            "properties": [{"name": "etee:platform", "value": platform}],
        },
        "components": [component(part) for part in others],
        "dependencies": [
            {"ref": part.key, "dependsOn": sorted(part.needs)} for part in [own, *others]
        ],
    }
    print(json.dumps(bill, indent=2))


if __name__ == "__main__":
    main(sys.argv[1])
