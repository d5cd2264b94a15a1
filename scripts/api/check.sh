#!/usr/bin/env bash
# Asks the server thousands of generated questions, as /openapi.json describes them (Schemathesis): none may give a 5xx, a status,
# a content type or a body that is not described. In: the program, the schemathesis command, reports, a dossier. The record is a throw-away one.
set -euo pipefail
masudi=$1 schemathesis=$2 reports=$3 dossier=$4
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
"$masudi" ingest --db "$folder/record.db" "$reports" > "$folder/ids"
"$masudi" reconcile --db "$folder/record.db" > "$folder/events"
echo a-token-of-the-check > "$folder/token"
"$masudi" serve --db "$folder/record.db" --dossier "$dossier" --bind 127.0.0.1:0 --rate 100000 --token-file "$folder/token" 2> "$folder/log" &
server=$!
for _ in $(seq 100); do
  address=$(sed -n 's/^masudi: \(http.*\)$/\1/p' "$folder/log")
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat "$folder/log"; exit 1; }
# The stream of changes does not end by itself.
"$schemathesis" run "$address/openapi.json" --exclude-path /changes --max-examples "${EXAMPLES:-50}" \
  --header "Authorization: Bearer a-token-of-the-check" \
  --checks not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance
