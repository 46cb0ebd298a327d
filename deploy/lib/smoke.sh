# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# Whether the deployed API works, asked from outside.

# SHA-256 of nothing, in base64: the upload is announced and called off, and no byte is sent.
empty_digest=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

# http METHOD PATH [curl arguments]. Sets status (000 where nobody answered) and leaves the body in $work/body.
http() {
  local method=$1 path=$2; shift 2
  : >"$work/body"
  patiently curl --silent --show-error --max-time 30 --output "$work/body" --write-out '%{http_code}' --request "$method" "$@" "$api_url$path" >"$work/status" 2>"$work/complaint" || true
  status=$(cat "$work/status")
}

# Returns 1 and sets failure if the stage does not work.
smoke() {
  failure=
  ask cloudformation describe-stacks --stack-name "$stack" --query "Stacks[0].Outputs[?OutputKey=='ApiUrl'].OutputValue" || { failure="the address of the API cannot be read: $complaint"; return 1; }
  api_url=$answer
  case "$api_url" in http*://*) ;; *) failure='the stack has no output ApiUrl'; return 1 ;; esac
  expect_soon 200 /health/live || return 1
  seen_version=$(sed -n 's/.*"version" *: *"\([^"]*\)".*/\1/p' "$work/body")
  decided "GET $api_url/health/live: 200, version ${seen_version:-not told}"
  expect_soon 200 /health/ready || return 1
  decided 'GET /health/ready: 200, stores answer'
  http GET /v1/uploads
  [ "$status" = 401 ] || { failure="GET /v1/uploads without a token answered $status, expected 401"; return 1; }
  decided 'GET /v1/uploads without a token: 401'
  if [ -z "$token_command" ]; then decided 'no --smoke-token-command: nothing was tried with a token'; return 0; fi
  round_trip
}

# expect_soon STATUS PATH: asks until the answer is that, or --smoke-within is over.
expect_soon() {
  local until=$((SECONDS + smoke_within))
  while :; do
    http GET "$2"
    [ "$status" != "$1" ] || return 0
    if [ "$SECONDS" -ge "$until" ]; then
      failure="GET $2 answered $status, not $1, for $smoke_within s: $(head -c 300 "$work/body" | tr '\n' ' ')"
      return 1
    fi
    nap
  done
}

# Starts an upload and calls it off. It counts as one upload of the token's tenant today.
round_trip() {
  local token upload
  token=$(bash -c "$token_command" 2>"$work/complaint") || { failure="--smoke-token-command failed: $(head -1 "$work/complaint")"; return 1; }
  # By a file: arguments can be seen by everybody on this machine.
  (umask 077; printf 'Authorization: Bearer %s\n' "$token" >"$work/token")
  http POST /v1/uploads --header "@$work/token" --header 'Content-Type: application/json' --header "Idempotency-Key: deploy-$release" \
    --data "{\"filename\": \"smoke-test.mp4\", \"content_type\": \"video/mp4\", \"size_bytes\": 1024, \"checksum_sha256\": \"$empty_digest\"}"
  [ "$status" = 201 ] || { failure="POST /v1/uploads answered $status, expected 201: $(head -c 300 "$work/body" | tr '\n' ' ')"; return 1; }
  upload=$(sed -n 's/.*"\(upl_[0-9A-Z]*\)".*/\1/p' "$work/body" | head -1)
  [ -n "$upload" ] || { failure='POST /v1/uploads named no upload'; return 1; }
  http DELETE "/v1/uploads/$upload" --header "@$work/token"
  [ "$status" = 204 ] || { failure="DELETE /v1/uploads/$upload answered $status, expected 204"; return 1; }
  decided "POST /v1/uploads: 201 $upload, and called off: 204"
}

smoke_or_roll_back() {
  if [ "$dry_run" = yes ]; then
    would 'GET /health/live, /health/ready, /v1/uploads without a token, an upload started and called off with one'
    step rollback; would 'roll back if the smoke test fails'
    step record; would "aws s3api put-object --bucket $bucket --key $(release_key record.json)"
    exit 0
  fi
  if smoke; then return; fi
  local why=$failure
  printf '   FAILED: %s\n' "$why" >&2
  step rollback
  if [ "$stack_kind" = CREATE ]; then
    result=failed; failure=$why; step record; write_record
    stop 60 "the smoke test failed ($why), and there is nothing to go back to" 'see the logs of the function; the stack stays as it is'
  fi
  roll_back
  smoke || { result=rollback-failed; failure="$why; and after the rollback: $failure"; step record; write_record; stop 61 "$failure" 'the code of before does not work either: look at the stores and the secrets'; }
  result=rolled-back; failure=$why; step record; write_record
  stop 60 "the smoke test failed ($why); the stage runs what it ran before" 'correct it and deploy again'
}
