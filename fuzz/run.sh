#!/usr/bin/env bash
# Builds all targets with coverage counters on the stable compiler and runs each for some seconds: run.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
out=../target/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')
# What cargo-fuzz passes, but for the sanitizer, which stable has not.
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
cargo build --release --target "$host" --target-dir "$out"
failed=()
for target in $(sed -n 's/^name = "\(.*\)"/\1/p' Cargo.toml | tail -n +2); do
  mkdir -p "$out/corpus/$target" "$out/artifacts/$target"
  if ! "$out/$host/release/$target" "$out/corpus/$target" -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=30 \
    -artifact_prefix="$out/artifacts/$target/" -print_final_stats=1 >"$out/$target.log" 2>&1; then
    failed+=("$target")
  fi
  echo "$target: $(grep -E 'number_of_executed_units' "$out/$target.log" || echo 'stopped early, see the log')"
done
rm -rf "${TMPDIR:-/tmp}"/masudi-fuzz-*
if ((${#failed[@]})); then
  echo "failed: ${failed[*]}; logs in target/fuzz/*.log, inputs in target/fuzz/artifacts/" >&2
  exit 1
fi
