# Sourced by the scripts that give our messages to other people's readers.

official=tests/vectors/official
p256=tests/vectors/p256
synthetic=tests/vectors/synthetic
. tests/counts.sh

# store_of, token_of, certificate_of NAME KIND: where a holder's files are.
store_of() {
    case $1 in
    carol) echo $p256/carol.p12 ;;
    card) echo $synthetic/card.p12 ;;
    *) echo "$official/keys/$1.p12" ;;
    esac
}
token_of() { case $1 in carol) echo $p256/carol.etk ;; *) echo "$official/etk/$1.etk" ;; esac; }
certificate_of() { case $1 in carol) echo "$p256/carol-$2.cer" ;; *) echo "$official/keys/$1-$2.cer" ;; esac; }

# One line for every message of the official library for recipients with a certificate:
# name, message, content, signer, reader. The signer of a message in eID form ends with -eid,
# or with -eid-card if an own key signed the inner layer and we have no copy of its certificate.
official_cases() {
    local message content signer recipients reader file
    while IFS=$'\t' read -r message content signer recipients; do
        case $signer in alice-eid*) signer=alice-eid-card ;; esac
        file=$(echo $official/content/"$content".*)
        for reader in ${recipients//,/ }; do
            [ "$reader" = key ] && continue
            printf 'official/%s for %s\t%s\t%s\t%s\t%s\n' \
                "${message%.cms}" "$reader" "$official/msg/$message" "$file" "$signer" "$reader"
        done
    done < <(tail -n +2 $official/manifest.tsv)
}

# seal_cases FOLDER: seals every kind of signer, size and number of recipients with our own
# program, and prints the same lines as official_cases. A message that could not be sealed is
# listed all the same, so that its reader fails.
seal_cases() {
    local folder=$1 signer size
    mkdir -p "$folder/content" "$folder/msg"
    printf test >"$folder/password"
    for size in 0 1 16 1000 1001 1048576 67108864; do
        head -c $size < <(seq 1 9000000) >"$folder/content/$size.bin"
    done
    for signer in alice hospital eve carol; do
        for size in 0 1 16 1000 1001 1048576 67108864; do
            seal_case "$folder" "$signer" $size bob
        done
        for size in 0 1001 1048576; do
            seal_case "$folder" "$signer" $size bob hospital
        done
    done
    seal_case "$folder" alice 16 carol
    for size in 0 1001 1048576; do
        policy=EID seal_case "$folder" alice $size bob
        policy=EID seal_case "$folder" card $size bob hospital
    done
}

seal_case() {
    local folder=$1 signer=$2 size=$3 policy=${policy:-} reader name message tokens=()
    shift 3
    name=$signer${policy:+-eid}-$size-for-$(IFS=-; echo "$*")
    message=$folder/msg/$name.cms
    rm -f "$message"
    for reader; do
        tokens+=(--to "$(token_of "$reader")")
    done
    LD_LIBRARY_PATH=target/lib target/examples/seal --store "$(store_of "$signer")" \
        --password-file "$folder/password" ${policy:+--policy "$policy"} "${tokens[@]}" \
        --in "$folder/content/$size.bin" --out "$message" >&2 ||
        echo "could not seal $message" >&2
    for reader; do
        printf '%s by %s\t%s\t%s\t%s\t%s\n' \
            "$name" "$reader" "$message" "$folder/content/$size.bin" "$signer${policy:+-eid}" "$reader"
    done
}
