# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# One deployment of a stage at a time: an object that can be written only while it is not there.

lock_key() { printf 'crealia/%s/lock' "$stage"; }

lock_holder() {
  ask s3api head-object --bucket "$bucket" --key "$(lock_key)" --expected-bucket-owner "$account" --query '[Metadata.by,Metadata.since]' || return 1
  holder=${answer//$'\t'/ }
}

check_lock() {
  if lock_holder; then
    stop 19 "the stage is locked by $holder" "wait, or, if that deployment was killed: ./deploy.sh $stage unlock"
  fi
  case "$complaint" in *404* | *'Not Found'*) ;; *) stop 19 "the lock cannot be read: $complaint" 'grant s3:GetObject and s3:ListBucket on the artifact bucket' ;; esac
  decided 'lock: free'
}

take_lock() {
  # An empty body: who holds the lock stands in its metadata, so that one question answers it.
  : >"$work/empty"
  if change s3api put-object --bucket "$bucket" --key "$(lock_key)" --body "$work/empty" --if-none-match '*' \
    --expected-bucket-owner "$account" --metadata "by=${deployer##*/}@$(uname -n),since=$started"; then
    [ "$dry_run" = yes ] || { locked_by_me=yes; decided 'lock: taken'; }
    return
  fi
  case "$complaint" in
    *PreconditionFailed* | *ConditionalRequestConflict*) stop 19 'another deployment took the lock just now' 'wait for it' ;;
    *) stop 19 "the lock cannot be taken: $complaint" 'grant s3:PutObject on the artifact bucket' ;;
  esac
}

release_lock() {
  locked_by_me=no
  call_aws s3api delete-object --bucket "$bucket" --key "$(lock_key)" --expected-bucket-owner "$account" ||
    printf 'deploy: the lock could not be released (%s): ./deploy.sh %s unlock\n' "$complaint" "$stage" >&2
}

remove_lock() {
  if ! lock_holder; then decided 'there is no lock'; return; fi
  confirm "Remove the lock of $holder; make sure that it does not run any more."
  change s3api delete-object --bucket "$bucket" --key "$(lock_key)" --expected-bucket-owner "$account" || stop 19 "$complaint" 'grant s3:DeleteObject on the artifact bucket'
  [ "$dry_run" = yes ] || decided 'the lock is removed'
}
