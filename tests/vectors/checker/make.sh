#!/bin/sh
# Makes the time-stamp tokens of this folder anew with openssl, by the authority of
# ../synthetic/pki: over the outer signature of ../synthetic/msg/base.msg, and over nothing.
set -eu
cd "$(dirname "$0")"
pki=../synthetic/pki
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/tsa.cnf" <<END
[tsa]
serial = $work/serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
ordering = no
accuracy = secs:1
END
echo 01 >"$work/serial"
openssl x509 -inform DER -in $pki/tsa.cer -out "$work/tsa.pem"
openssl x509 -inform DER -in $pki/ca.cer -out "$work/ca.pem"
openssl pkey -inform DER -in $pki/tsa.key.der -out "$work/tsa.key"

# The signature is the last primitive value of 256 octets in the message.
message=../synthetic/msg/base.msg
place=$(openssl asn1parse -inform DER -in $message |
  sed -n 's/^ *\([0-9]*\):.* hl=\([0-9]*\) l= *256 prim: OCTET STRING.*/\1 \2/p' | tail -n 1)
set -- $place
tail -c +$(($1 + $2 + 1)) $message | head -c 256 >"$work/base"
: >"$work/other"

for name in base other; do
  openssl ts -query -data "$work/$name" -sha256 -cert -out "$work/query"
  openssl ts -reply -config "$work/tsa.cnf" -section tsa -queryfile "$work/query" \
    -signer "$work/tsa.pem" -inkey "$work/tsa.key" -chain "$work/ca.pem" \
    -token_out -out $name.tst 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
done
