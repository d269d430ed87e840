#!/bin/sh
# Makes the vectors of this directory anew, with other keys. Needs openssl 3 and xxd.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf 'agreed, not transported\n' >content.txt

for curve in 256 384 521; do
    openssl ecparam -name "$(if [ $curve = 256 ]; then echo prime256v1; else echo secp${curve}r1; fi)" \
        -genkey -noout -out "$work/p$curve.key"
    openssl pkcs8 -topk8 -nocrypt -in "$work/p$curve.key" -outform DER -out p$curve.key.der
    openssl req -x509 -new -key "$work/p$curve.key" -subj "/CN=agreement P-$curve" -days 9125 \
        -addext 'keyUsage=critical,keyAgreement' -outform DER -out p$curve.cer
    openssl x509 -inform DER -in p$curve.cer -out "$work/p$curve.pem"
done

# seal NAME CIPHER [OPTION...]: the recipients are among the options.
seal() {
    name=$1 cipher=$2
    shift 2
    openssl cms -encrypt -binary -in content.txt -outform DER -out "$name.cms" "-$cipher" "$@"
}
seal p256-sha1 aes-128-cbc -recip "$work/p256.pem"
seal p256-sha224 aes-128-cbc -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha224
seal p256-sha256 aes-128-cbc -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha256
seal p256-cofactor aes-128-cbc -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha512 \
    -keyopt ecdh_cofactor_mode:1
seal p256-wrap192 aes-128-cbc -aes192-wrap -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha256
seal p256-key-identifier aes-128-cbc -keyid -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha256
seal p384-sha384 aes-256-cbc -aes256-wrap -recip "$work/p384.pem" -keyopt ecdh_kdf_md:sha384
seal p521-sha512 aes-256-cbc -aes256-wrap -recip "$work/p521.pem" -keyopt ecdh_kdf_md:sha512
seal p256-p384-stream aes-128-cbc -stream -recip "$work/p256.pem" -recip "$work/p384.pem"
seal p256-gcm aes-128-gcm -recip "$work/p256.pem" -keyopt ecdh_kdf_md:sha256
seal p384-gcm-stream aes-256-gcm -stream -recip "$work/p384.pem" -keyopt ecdh_kdf_md:sha384

# The command has no option for user keying material, so that message is put together here.
hex() { od -An -v -tx1 | tr -d ' \n'; }
material=$(printf 'user keying material' | hex)
content_key=000102030405060708090a0b0c0d0e0f
vector=f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ephemeral.key"
openssl pkey -in "$work/ephemeral.key" -pubout -outform DER -out "$work/ephemeral.der"
openssl x509 -in "$work/p256.pem" -pubkey -noout -out "$work/p256.pub"
secret=$(openssl pkeyutl -derive -inkey "$work/ephemeral.key" -peerkey "$work/p256.pub" | hex)
# ECC-CMS-SharedInfo: id-aes128-wrap, the material, 128 bits
info=302e300b0609608648016503040105a0160414${material}a206040400000080
info=30$(printf %02x $((${#info} / 2 - 2)))${info#????}
key=$(openssl kdf -keylen 16 -kdfopt digest:SHA256 -kdfopt "hexkey:$secret" \
    -kdfopt "hexinfo:$info" -binary X963KDF | hex)
wrapped=$(printf '%s' $content_key | xxd -r -p |
    openssl enc -id-aes128-wrap -K "$key" -iv a6a6a6a6a6a6a6a6 | hex)
ciphertext=$(openssl enc -aes-128-cbc -K $content_key -iv $vector -in content.txt | hex)
cat >"$work/message.conf" <<CONF
asn1 = SEQUENCE:content_info
[content_info]
type = OID:pkcs7-envelopedData
content = EXPLICIT:0,SEQUENCE:enveloped
[enveloped]
version = INTEGER:2
recipients = SET:recipients
content = SEQUENCE:encrypted
[recipients]
recipient = IMPLICIT:1,SEQUENCE:key_agree
[key_agree]
version = INTEGER:3
originator = EXPLICIT:0,IMPLICIT:1,SEQUENCE:originator
material = EXPLICIT:1,FORMAT:HEX,OCTETSTRING:$material
algorithm = SEQUENCE:scheme
keys = SEQUENCE:keys
[originator]
algorithm = SEQUENCE:ec_public_key
point = FORMAT:HEX,BITSTRING:$(tail -c 65 "$work/ephemeral.der" | hex)
[ec_public_key]
oid = OID:id-ecPublicKey
curve = OID:prime256v1
[scheme]
oid = OID:1.3.132.1.11.1
wrap = SEQUENCE:wrap
[wrap]
oid = OID:id-aes128-wrap
[keys]
key = SEQUENCE:encrypted_key
[encrypted_key]
recipient = SEQUENCE:issuer_and_serial
key = FORMAT:HEX,OCTETSTRING:$wrapped
[issuer_and_serial]
issuer = SEQUENCE:issuer
serial = INTEGER:0x$(openssl x509 -in "$work/p256.pem" -serial -noout | cut -d= -f2)
[issuer]
common_name = SET:common_name
[common_name]
attribute = SEQUENCE:attribute
[attribute]
oid = OID:commonName
value = UTF8:agreement P-256
[encrypted]
type = OID:pkcs7-data
algorithm = SEQUENCE:cipher
ciphertext = IMPLICIT:0,FORMAT:HEX,OCTETSTRING:$ciphertext
[cipher]
oid = OID:aes-128-cbc
vector = FORMAT:HEX,OCTETSTRING:$vector
CONF
openssl asn1parse -genconf "$work/message.conf" -noout -out p256-material.cms
