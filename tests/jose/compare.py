"""Holds our web keys and tokens against jwcrypto, both ways.

usage: compare.py PROGRAM       (the example `jose`)

Prints a line for every comparison, and last how many there were.
"""

import json
import subprocess
import sys
import time

from jwcrypto import jwe, jwk, jws, jwt

SIGNATURES = {"PS256": "RSA", "RS256": "RSA", "ES256": "P-256", "ES384": "P-384"}
CIPHERS = {"A128GCM": 128, "A256GCM": 256, "A128CBC-HS256": 256}
AGREEMENTS = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"]
CURVES = ["P-256", "P-384", "P-521"]
TEXTS = ["", "a", "a text of several blocks, with é and \u20ac " * 20]

passed = failed = 0
program = subprocess.Popen(
    [sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
)


def exported(key):
    """All that there is of a key."""
    whole = key.has_private or key.is_symmetric
    return json.loads(key.export() if whole else key.export_public())


def ours(task, key, **members):
    """What our program answers."""
    line = {"do": task, "key": exported(key), **members}
    program.stdin.write(json.dumps(line) + "\n")
    program.stdin.flush()
    return json.loads(program.stdout.readline())


def compare(name, expected, work):
    global passed, failed
    try:
        found = work()
    except Exception as error:  # whatever it is, it is a failure
        found = repr(error)
    if found == expected:
        passed += 1
        print("ok  ", name)
    else:
        failed += 1
        print("FAIL", name, "expected", repr(expected)[:80], "found", repr(found)[:200])


def public(key):
    return jwk.JWK.from_json(key.export_public())


def make_key(kind, **labels):
    if kind == "RSA":
        return jwk.JWK.generate(kty="RSA", size=2048, **labels)
    return jwk.JWK.generate(kty="EC", crv=kind, **labels)


def keys():
    for key in [make_key("RSA", kid="r", use="sig")] + [make_key(curve) for curve in CURVES]:
        for whole in [key, public(key)]:
            name = f"key {key.get('kty')} {key.get('crv')} private {whole.has_private}"
            answer = ours("key", whole)
            compare(name, exported(whole), lambda: answer["key"])
            compare(f"{name}: thumbprint", whole.thumbprint(), lambda: answer["token"])


def their_signature(key, algorithm, text):
    token = jws.JWS(text)
    token.add_signature(key, None, json.dumps({"alg": algorithm}))
    return token.serialize(compact=True)


def read_signature(key, algorithm, answer):
    token = jws.JWS()
    token.allowed_algs = [algorithm]
    token.deserialize(answer["token"], key)
    return token.payload.decode()


def signatures():
    for algorithm, kind in SIGNATURES.items():
        key = make_key(kind)
        for text in TEXTS:
            name = f"{algorithm} of {len(text)} characters"
            compare(f"{name}, theirs", text,
                    lambda: ours("verify", public(key), token=their_signature(key, algorithm, text))
                    .get("text"))
            answer = ours("sign", key, alg=algorithm, text=text)
            compare(f"{name}, ours", text, lambda: read_signature(public(key), algorithm, answer))
        other = make_key(kind)
        token = their_signature(other, algorithm, "text")
        compare(f"{algorithm} by another key", "ETEE_SIGNATURE_INVALID",
                lambda: ours("verify", public(key), token=token).get("error"))
    for algorithm in ["HS256", "HS512"]:
        key = jwk.JWK.generate(kty="oct", size=512)
        compare(f"{algorithm} refused", "ETEE_UNSUPPORTED",
                lambda: ours("verify", key, token=their_signature(key, algorithm, "x"))
                .get("error"))
    for algorithm, kind in [("ES512", "P-521"), ("PS384", "RSA"), ("RS512", "RSA")]:
        key = make_key(kind)
        compare(f"{algorithm} refused", "ETEE_UNSUPPORTED",
                lambda: ours("verify", public(key), token=their_signature(key, algorithm, "x"))
                .get("error"))


def claims():
    key = make_key("P-256")
    now = int(time.time())
    for name, expiry, audience, expected in [
        ("right", now + 60, "you", "somebody"),
        ("expired", now - 120, "you", None),
        ("for another", now + 60, "them", None),
    ]:
        token = jwt.JWT(header={"alg": "ES256"}, claims={
            "iss": "me", "aud": [audience], "exp": expiry, "iat": now, "sub": "somebody"})
        token.make_signed_token(key)
        text = ours("verify", public(key), token=token.serialize())["text"]
        compare(f"claims {name}", expected,
                lambda: ours("claims", public(key), text=text, iss="me", aud="you", now=now)
                .get("text"))


def their_token(key, algorithm, cipher, text, **header):
    token = jwe.JWE(text.encode(), json.dumps({"alg": algorithm, "enc": cipher, **header}))
    token.allowed_algs = [algorithm, cipher]
    token.add_recipient(key)
    return token.serialize(compact=True)


def read_token(key, algorithm, cipher, answer):
    token = jwe.JWE()
    token.allowed_algs = [algorithm, cipher]
    token.deserialize(answer["token"], key)
    return token.payload.decode()


def recipients(cipher):
    """Every way to give the key, with a key for it."""
    yield "RSA-OAEP-256", make_key("RSA")
    for algorithm in AGREEMENTS:
        for curve in CURVES:
            yield algorithm, make_key(curve)
    for size in [128, 256]:
        yield f"A{size}KW", jwk.JWK.generate(kty="oct", size=size)
    yield "dir", jwk.JWK.generate(kty="oct", size=CIPHERS[cipher])


def encryption():
    for cipher in CIPHERS:
        for algorithm, key in recipients(cipher):
            recipient = key if key.get("kty") == "oct" else public(key)
            for text in TEXTS:
                name = f"{algorithm} {key.get('crv') or ''} {cipher} of {len(text)} characters"
                compare(f"{name}, theirs", text,
                        lambda: ours("decrypt", key,
                                     token=their_token(recipient, algorithm, cipher, text))
                        .get("text"))
                # An empty text jwcrypto takes for none at all.
                if not text:
                    continue
                answer = ours("encrypt", recipient, alg=algorithm, enc=cipher, text=text)
                compare(f"{name}, ours", text,
                        lambda: read_token(key, algorithm, cipher, answer))
            token = their_token(recipient, algorithm, cipher, "text")
            # The first character of the ciphertext or of the tag says six of its bits.
            at = token.rindex(".") + 1
            wrong = token[:at] + ("B" if token[at] == "A" else "A") + token[at + 1:]
            compare(f"{algorithm} {cipher} with another tag", "ETEE_UNSEAL_FAILED",
                    lambda: ours("decrypt", key, token=wrong).get("error"))


def refusals():
    key = make_key("RSA")
    for algorithm in ["RSA-OAEP", "RSA1_5"]:
        token = their_token(public(key), algorithm, "A128GCM", "x")
        compare(f"{algorithm} refused", "ETEE_UNSUPPORTED",
                lambda: ours("decrypt", key, token=token).get("error"))
    for cipher in ["A192GCM", "A256CBC-HS512"]:
        token = their_token(public(key), "RSA-OAEP-256", cipher, "x")
        compare(f"{cipher} refused", "ETEE_UNSUPPORTED",
                lambda: ours("decrypt", key, token=token).get("error"))
    token = their_token(public(key), "RSA-OAEP-256", "A128GCM", "x" * 99, zip="DEF")
    compare("compression refused", "ETEE_UNSUPPORTED",
            lambda: ours("decrypt", key, token=token).get("error"))
    for curve in ["secp256k1"]:
        key = make_key(curve)
        compare(f"{curve} refused", "ETEE_KEY_UNSUPPORTED", lambda: ours("key", key).get("error"))


keys()
signatures()
claims()
encryption()
refusals()
program.stdin.close()
if program.wait() != 0:
    failed += 1
print(f"{passed} passed, {failed} failed, 0 skipped")
sys.exit(1 if failed else 0)
