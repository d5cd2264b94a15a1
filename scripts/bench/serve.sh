#!/usr/bin/env bash
# How long the server takes to answer, over a record of many events, while reports are being read into it. In: the program,
# sample reports, a dossier, the number of events, of clients, of seconds, and the pause of a client in milliseconds. Out: a table,
# the time to the first page after the start, the server's processor time and its peak memory. The record is kept in target/bench for the next run.
set -euo pipefail
masudi=$1 reports=$2 dossier=$3 events=$4 clients=$5 seconds=$6 pause=$7
folder=target/bench
mkdir -p $folder
record=${RECORD:-$folder/serve-$events.db}
if [ ! -f "$record" ]; then
  rm -f $folder/sample.db*
  "$masudi" ingest --db $folder/sample.db "$reports" > /dev/null
  "$masudi" reconcile --db $folder/sample.db > /dev/null
  target/release/examples/fill $folder/sample.db "$record.part" "$events"
  mv "$record.part" "$record"
fi
# Reports that the record does not have yet: the sample's, each under another id and with a word of its own.
python3 - "$reports" > $folder/more.jsonl <<'PYTHON'
import json, sys, time
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
for number in range(1000):
    for line in lines:
        new = dict(line, id=f"{line['id']}-{time.time_ns()}-{number}", text=f"{line['text']}\n\nEdition {time.time_ns()}.")
        print(json.dumps(new))
PYTHON
trap 'kill "${server:-}" "${writer:-}" 2>/dev/null || true' EXIT
started=$(date +%s%N)
MASUDI_LOG=warn "$masudi" serve --db "$record" --dossier "$dossier" --bind 127.0.0.1:0 --rate 1000000 2> $folder/serve.log &
server=$!
for _ in $(seq 600); do
  address=$(sed -n 's/^masudi: http:\/\/\(.*\)$/\1/p' $folder/serve.log)
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat $folder/serve.log; exit 1; }
echo "started in $(( ($(date +%s%N) - started) / 1000000 )) ms"
curl --silent --output /dev/null --write-out 'first page: %{time_total} s, status %{http_code}\n' "http://$address/"
"$masudi" ingest --db "$record" --jobs 1 $folder/more.jsonl > $folder/ingested 2> $folder/ingest.log &
writer=$!
sleep 2
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg), of which the reading that the bench starts is one"
target/release/examples/load "$address" "$clients" "$seconds" "$pause" "$server"
written=$(wc -l < $folder/ingested)
kill -0 $writer 2>/dev/null && echo "reports read in meanwhile: $written" || echo "reports read in meanwhile: $written; the reading ended before the load did: $(tail -1 $folder/ingest.log)"
awk '/VmHWM|VmRSS/ { printf "%s %.0f MB\n", $1, $2 / 1024 }' /proc/$server/status
