# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# Tests and zips of this release; then what is needed to go back: versions, template, parameters, and a copy of the data.

# How long a backup or a cluster snapshot may take, in seconds.
snapshot_within=1800

regression() {
  local log=$root/target/deploy/$release.log zip zips=()
  mkdir -p "$root/target/deploy"
  if [ -n "$skip_tests" ]; then
    warn "tests skipped, because: $skip_tests"
  else
    patiently "$root/crealia" test >"$log" 2>&1 || {
      tail -20 "$log" >&2
      stop 20 "./crealia test failed; all of it is in $log" 'repair what failed, or give --skip-tests REASON'
    }
    decided "./crealia test passed ($log)"
  fi
  patiently "$root/crealia" build >>"$log" 2>&1 || { tail -20 "$log" >&2; stop 21 "./crealia build failed; see $log" 'repair what failed'; }
  while read -r zip; do
    [ -f "$root/$zip" ] || stop 21 "the build made no $zip, which template.yaml names" './crealia build'
    zips+=("$zip")
  done <<<"$(code_uris | sort -u)"
  (cd "$root" && sha256 "${zips[@]}") >"$work/digests"
  decided 'SHA-256 of the zips:'
  sed 's/^/       /' "$work/digests"
}

stack_resources() { # type
  ask cloudformation list-stack-resources --stack-name "$stack" \
    --query "StackResourceSummaries[?ResourceType=='$1'].PhysicalResourceId" || stop 15 "the resources of $stack cannot be read: $complaint" 'grant cloudformation:ListStackResources'
  printf '%s\n' "$answer" | tr '\t' '\n' | grep -v -e '^$' -e '^None$' || true
}

# The version that each function's alias "live" stands at, the template and the parameters of now.
rollback_point() {
  if [ "$stack_kind" = CREATE ]; then decided 'nothing runs yet, so there is nothing to go back to'; return; fi
  record_aliases "$work/aliases"
  ask cloudformation get-template --stack-name "$stack" --template-stage Original --query TemplateBody || stop 31 "the current template cannot be read: $complaint" 'grant cloudformation:GetTemplate'
  cp "$work/answer" "$work/previous-template.yaml"
  ask cloudformation describe-stacks --stack-name "$stack" --output json \
    --query 'Stacks[0].Parameters[].{ParameterKey:ParameterKey,ParameterValue:ParameterValue}' || stop 31 "the current parameters cannot be read: $complaint" 'grant cloudformation:DescribeStacks'
  cp "$work/answer" "$work/previous-parameters.json"
  decided "rollback point: $(grep -c . "$work/aliases") functions at their versions, the template and its parameters"
  local file
  for file in aliases previous-template.yaml previous-parameters.json; do
    keep "$file" "$work/$file" || stop 31 "the rollback point cannot be stored: $complaint" 'grant s3:PutObject on the artifact bucket'
  done
}

record_aliases() { # file
  local name
  : >"$1"
  stack_resources AWS::Lambda::Function >"$work/functions"
  while read -r name; do
    if ask lambda get-alias --function-name "$name" --name live --query FunctionVersion; then
      printf '%s\t%s\n' "$name" "$answer" >>"$1"
    else
      case "$complaint" in
        *ResourceNotFound*) warn "$name has no alias live" ;;
        *) stop 31 "the alias of $name cannot be read: $complaint" 'grant lambda:GetAlias' ;;
      esac
    fi
  done <"$work/functions"
}

release_key() { printf 'crealia/%s/releases/%s/%s' "$stage" "$release" "$1"; }

# Stores a file of this release.
keep() { # name, file
  change s3api put-object --bucket "$bucket" --key "$(release_key "$1")" --body "$2" --expected-bucket-owner "$account"
}

snapshot() {
  local function_name cluster
  function_name=$(setting backup_function); cluster=$(setting documentdb_cluster)
  if [ -z "$function_name" ] && [ -f "$work/functions" ] && grep -qx "$stack-backup" "$work/functions"; then function_name=$stack-backup; fi
  if [ "$stack_kind" = CREATE ]; then decided 'no data yet: no snapshot'; return; fi
  if [ -n "$skip_snapshot" ]; then warn "no snapshot, because: $skip_snapshot"; return; fi
  [ -n "$function_name$cluster" ] || stop 30 "the stage has no function $stack-backup, and $parameters_file names neither backup_function nor documentdb_cluster" \
    'name one, or give --skip-snapshot REASON, for example that the database has point-in-time recovery'
  [ -z "$function_name" ] || back_up "$function_name"
  [ -z "$cluster" ] || snapshot_cluster "$cluster"
}

# A backup is there when its manifest is, which is written last. The function answers how far it is: a backup that needs
# longer than one invocation goes on with the next. By the event's source it knows that one is wanted, due or not.
back_up() {
  local where prefix state='' id waited=0
  where=$(setting backup_bucket); where=${where:-crealia-$stage-backup$(parameter BucketSuffix)}
  prefix=$(setting backup_prefix); prefix=${prefix:-manifests/}
  printf '{"source":"crealia.deploy","id":"%s"}' "$release" >"$work/event.json"
  while :; do
    AWS_MAX_ATTEMPTS=1 change lambda invoke --function-name "$1" --qualifier live --payload "fileb://$work/event.json" \
      --cli-read-timeout 910 --query FunctionError "$work/backup.json" || stop 30 "the backup function $1 cannot be invoked: $complaint" 'see its logs'
    if [ "$dry_run" = yes ]; then would "look for its manifest below s3://$where/$prefix"; return; fi
    case "$answer" in None | null | '') ;; *) stop 30 "the backup function $1 failed: $(head -c 300 "$work/backup.json")" 'see its logs' ;; esac
    state=$(sed -n 's/.*"state" *: *"\([a-z_]*\)".*/\1/p' "$work/backup.json")
    case "$state" in
      finished | not_due) break ;;
      paused | busy) ;;
      *) stop 30 "the backup function $1 answered: $(head -c 300 "$work/backup.json")" 'expected the state finished, not_due, paused or busy' ;;
    esac
    [ "$waited" -lt "$snapshot_within" ] || stop 30 "the backup is still $state after $snapshot_within s" "see the logs of $1"
    nap; waited=$((waited + poll + 1))
  done
  ask s3api list-objects-v2 --bucket "$where" --prefix "$prefix" --expected-bucket-owner "$account" \
    --query "sort_by(Contents || \`[]\`, &LastModified)[-1].[Key,LastModified]" || stop 30 "the backups cannot be listed: $complaint" 'grant s3:ListBucket on the backup bucket'
  id=$(sed -n 's/.*"backup" *: *"\([A-Za-z0-9_]*\)".*/\1/p' "$work/backup.json")
  case "$answer" in
    None* | '') stop 30 "there is no manifest below s3://$where/$prefix" "see the logs of $1" ;;
    *"$id"*) ;;
    *) stop 30 "the newest manifest below s3://$where/$prefix is not of backup $id" "see the logs of $1" ;;
  esac
  snapshot_id="s3://$where/${answer%%$'\t'*}"
  [ "$state" = finished ] || warn 'no backup was due, so the newest stands for one'
  decided "backup of ${answer##*$'\t'}: $snapshot_id"
}

snapshot_cluster() {
  local id waited=0
  id=crealia-$stage-$(printf '%s' "$release" | tr 'TZ' 'tz')
  change docdb create-db-cluster-snapshot --db-cluster-identifier "$1" --db-cluster-snapshot-identifier "$id" || stop 30 "the cluster $1 cannot be snapshotted: $complaint" 'see the message of AWS'
  if [ "$dry_run" = yes ]; then would "wait until the snapshot $id is available"; return; fi
  while :; do
    ask docdb describe-db-cluster-snapshots --db-cluster-snapshot-identifier "$id" --query 'DBClusterSnapshots[0].Status' || stop 30 "the snapshot $id cannot be read: $complaint" 'grant rds:DescribeDBClusterSnapshots'
    case "$answer" in available) break ;; failed | deleting) stop 30 "the snapshot $id is $answer" 'see the events of the cluster' ;; esac
    [ "$waited" -lt "$snapshot_within" ] || stop 30 "the snapshot $id is still $answer after $snapshot_within s" 'wait for it, then run again'
    nap; waited=$((waited + poll + 1))
  done
  snapshot_id="${snapshot_id:+$snapshot_id }$id"
  decided "cluster snapshot: $id"
}
