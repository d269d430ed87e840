"""Writes the licences of everything that is in the libraries of one platform.

usage: licences.py PLATFORM      (inside packaging/environment)
"""

import sys

import parts

RULE = "=" * 100

HEAD = """\
libetee contains the works below, each under the licence beside it. The full texts follow, each
once, under the numbers that the list gives.

Rust's standard library brings along crates of its own, which MIT or Apache-2.0 covers as well.
"""


def standard_texts():
    """The texts of our own licences, as our own LICENSE has them, without whose copyright it is."""
    _, _, rest = (parts.ROOT / "LICENSE").read_text(encoding="utf-8").partition("MIT License\n")
    mit, _, apache = rest.partition("-" * 78)
    terms = mit.partition("Permission is hereby granted")
    return {"MIT": "".join(terms[1:]).strip() + "\n", "Apache-2.0": apache.strip("\n") + "\n"}


def standard(part, texts):
    """For a part without a licence file: what its expression names. At least one must be known."""
    found = [text for name, text in texts.items() if name in part.licence]
    if not found:
        sys.exit(f"licences.py: no text of {part.licence} for {part.name} {part.version}")
    holders = ", ".join(part.authors) or f"the authors of {part.name}"
    return [f"Copyright (c) {holders}\n\n{text}" for text in found]


def main(platform):
    """Prints the list, and then the texts."""
    ours, numbers, lines = standard_texts(), {}, []
    for part in parts.parts(platform)[1:]:
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in part.texts]
        used = []
        for text in texts or standard(part, ours):
            # Line ends and blank lines around a text do not make it another.
            text = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
            used.append(numbers.setdefault(text, len(numbers) + 1))
        shown = ", ".join(str(number) for number in sorted(set(used)))
        lines.append(f"{part.name} {part.version}\n    {part.licence}\n    texts {shown}")
    print(HEAD, *lines, sep="\n")
    for text, number in numbers.items():
        print(f"\n{RULE}\n{number}\n{RULE}\n\n{text}")


if __name__ == "__main__":
    main(sys.argv[1])
