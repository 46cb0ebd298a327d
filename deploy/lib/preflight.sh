# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# Everything that can be known before anything is changed.

# aws s3api put-object --if-none-match, on which the lock stands, came with 2.17.36.
least_aws=2.18.0
# Concurrent invocations beside those that the queues' MaximumConcurrency adds up to: the API and the schedules.
api_concurrency=50
# What validate-template takes without an upload, in bytes (CloudFormation quotas).
inline_template=51200

preflight() {
  check_tools aws mvn git curl jdk
  check_tree
  read_settings
  check_parameters
  check_account
  check_bucket
  check_stack
  check_secrets
  check_user_pool
  check_quotas
  check_template
  check_lock
}

check_tools() {
  local tool version
  for tool in "$@"; do
    case "$tool" in
      jdk) "$root/crealia" jdk >"$work/jdk" 2>"$work/complaint" || stop 10 "no JDK 25: $(tail -1 "$work/complaint")" 'install one, or set CREALIA_JAVA_HOME' ;;
      *) command -v "$tool" >/dev/null || stop 10 "$tool is missing" "install $tool and put it on the PATH" ;;
    esac
  done
  version=$(aws --version 2>&1)
  if [[ "$version" =~ ^aws-cli/([0-9.]+) ]]; then version=${BASH_REMATCH[1]}; else version=; fi
  at_least "$version" "$least_aws" || stop 10 "the AWS CLI is ${version:-of an unknown version}, expected $least_aws or newer" \
    'install the AWS CLI, version 2'
  decided "tools: $*; AWS CLI $version"
}

at_least() { # version, least version
  local have least i
  IFS=. read -r -a have <<<"$1"; IFS=. read -r -a least <<<"$2"
  [ -n "$1" ] || return 1
  for i in 0 1 2; do
    [ "${have[i]:-0}" -le "${least[i]}" ] || return 0
    [ "${have[i]:-0}" -ge "${least[i]}" ] || return 1
  done
}

check_tree() {
  commit=$(git -C "$root" rev-parse HEAD 2>/dev/null) || stop 12 'this is no git working tree' 'deploy a clone, so that the record can name a commit'
  release=$(date -u +%Y%m%dT%H%M%SZ)-${commit:0:7}
  local changes; changes=$(git -C "$root" status --porcelain)
  if [ -z "$changes" ]; then decided "commit $commit, clean; release $release"; return; fi
  [ -n "$dirty_reason" ] || stop 12 "the working tree is not clean: ${changes//$'\n'/, }" \
    'commit or stash, or give --dirty REASON'
  decided "commit $commit with changes, because: $dirty_reason; release $release"
}

check_account() {
  local expected; expected=$(setting account)
  ask sts get-caller-identity --query '[Account,Arn]' || stop 13 "AWS does not know who we are: $complaint" 'aws sso login, or set AWS_PROFILE'
  fields account deployer
  [ "$account" = "$expected" ] || stop 13 "these credentials are of account $account, but the stage $stage is in $expected" \
    'choose the right AWS_PROFILE'
  decided "account $account, region $region, as $deployer"
}

check_bucket() {
  ask s3api head-bucket --bucket "$bucket" --expected-bucket-owner "$account" || stop 17 \
    "there is no artifact bucket $bucket in this account: $complaint" 'docs/operations.md, "Bootstrap", makes it'
  ask s3api get-bucket-location --bucket "$bucket" --expected-bucket-owner "$account" --query LocationConstraint || stop 17 "$bucket: $complaint" 'grant s3:GetBucketLocation'
  # The oldest region has no name here.
  case "$answer" in None | null) answer=us-east-1 ;; esac
  [ "$answer" = "$region" ] || stop 17 "$bucket is in $answer, but Lambda takes code from its own region $region only" 'use a bucket of that region'
  ask s3api get-bucket-versioning --bucket "$bucket" --expected-bucket-owner "$account" --query Status || stop 17 "$bucket: $complaint" 'grant s3:GetBucketVersioning'
  [ "$answer" = Enabled ] || stop 17 "$bucket keeps no versions" "aws s3api put-bucket-versioning --bucket $bucket --versioning-configuration Status=Enabled"
  ask s3api get-bucket-encryption --bucket "$bucket" --expected-bucket-owner "$account" \
    --query 'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm' || stop 17 "$bucket is not encrypted: $complaint" 'aws s3api put-bucket-encryption'
  decided "artifact bucket $bucket: ours, in $region, versioned, encrypted with $answer"
  templates_url=https://$bucket.s3.$region.amazonaws.com
}

# Sets stack_kind to CREATE or UPDATE, or explains why neither can be done.
check_stack() {
  local state='' advice=''
  if ask cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus'; then
    state=$answer
  else
    case "$complaint" in *'does not exist'*) state=absent ;; *) stop 15 "the stack $stack cannot be read: $complaint" 'grant cloudformation:DescribeStacks' ;; esac
  fi
  case "$state" in
    absent | REVIEW_IN_PROGRESS) stack_kind=CREATE; check_leftovers ;;
    CREATE_COMPLETE | UPDATE_COMPLETE | UPDATE_ROLLBACK_COMPLETE | IMPORT_COMPLETE | IMPORT_ROLLBACK_COMPLETE) stack_kind=UPDATE ;;
    ROLLBACK_COMPLETE) advice="its first creation failed, and it can only be deleted: aws cloudformation delete-stack --stack-name $stack (buckets stay)" ;;
    UPDATE_ROLLBACK_FAILED) advice="repair what its events name, then: aws cloudformation continue-update-rollback --stack-name $stack" ;;
    *_IN_PROGRESS) advice='AWS is still at work on it: wait, see ./deploy.sh STAGE status' ;;
    *) advice="see its events, then: aws cloudformation delete-stack --stack-name $stack" ;;
  esac
  [ -z "$advice" ] || stop 15 "the stack $stack is $state and cannot be updated" "$advice"
  decided "stack $stack: $state; type of the change set: $stack_kind"
}

# Buckets outlive their stack; CloudFormation fails halfway when it meets one that it should make.
check_leftovers() {
  local kind name
  for kind in incoming media backup; do
    name=crealia-$stage-$kind$(parameter BucketSuffix)
    ! ask s3api head-bucket --bucket "$name" || stop 15 "the bucket $name is there although the stack $stack is not" \
      'choose another BucketSuffix, or empty and delete the bucket: docs/operations.md, "Teardown"'
    case "$complaint" in *403* | *Forbidden*) stop 15 "the name $name is taken by another account" 'choose another BucketSuffix' ;; esac
  done
}

# Only what a secret is called is read, never what it holds.
check_secrets() {
  local name arn deleted current key count=0
  while IFS=$'\t' read -r name arn; do
    case "$name" in parameters.*SecretArn) name=${name#parameters.} ;; *) continue ;; esac
    [ -n "$arn" ] || continue
    if ! ask secretsmanager describe-secret --secret-id "$arn" --query '[DeletedDate,to_string(VersionIdsToStages),KmsKeyId]'; then
      case "$complaint" in
        *ResourceNotFound*) stop 14 "$name: there is no secret $arn" 'create it: docs/operations.md, "Secrets"' ;;
        *AccessDenied*) stop 14 "$name: these credentials may not read what $arn is" 'grant secretsmanager:DescribeSecret on it' ;;
        *) stop 14 "$name: $arn: $complaint" 'see the message of AWS' ;;
      esac
    fi
    fields deleted current key
    [ "$deleted" = None ] || stop 14 "$name: $arn is to be deleted since $deleted" "aws secretsmanager restore-secret --secret-id $arn"
    case "$current" in *AWSCURRENT*) ;; *) stop 14 "$name: $arn has no value yet" 'aws secretsmanager put-secret-value' ;; esac
    case "$key" in None | *aws/secretsmanager*) ;; *) warn "$name is encrypted with $key: the functions' roles have no kms:Decrypt on it" ;; esac
    count=$((count + 1))
  done <"$work/settings"
  decided "secrets: $count are there and have a value"
}

check_user_pool() {
  local pool; pool=$(parameter CognitoUserPoolId)
  ask cognito-idp describe-user-pool --user-pool-id "$pool" --query UserPool.Name || stop 14 "CognitoUserPoolId: $pool: $complaint" 'give the id of a user pool of this region'
  decided "user pool $pool: $answer"
}

check_quotas() {
  local queues wanted limit unreserved room used code rate role throttle
  queues=$(awk '/^ *MaximumConcurrency: *[0-9]+ *$/ { sum += $2 } END { print sum + 0 }' "$root/template.yaml")
  wanted=$((queues + api_concurrency))
  ask lambda get-account-settings --query '[AccountLimit.ConcurrentExecutions,AccountLimit.UnreservedConcurrentExecutions,AccountLimit.TotalCodeSize,AccountUsage.TotalCodeSize]' ||
    stop 16 "Lambda's limits cannot be read: $complaint" 'grant lambda:GetAccountSettings'
  fields limit unreserved room used
  [ "$unreserved" -ge "$wanted" ] || stop 16 \
    "Lambda has $unreserved concurrent executions of $limit free, the template needs $wanted ($queues for queues, $api_concurrency for the API)" \
    'ask Service Quotas for more "Concurrent executions" of Lambda (L-B99A9384)'
  code=$(($(code_size)))
  [ "$((room - used))" -ge "$code" ] || stop 16 "Lambda has $((room - used)) bytes left for code, this release needs $code" 'delete old versions: docs/operations.md, "Quotas"'
  [ "$((room - used))" -ge "$((3 * code))" ] || warn "Lambda has room for $((room - used)) bytes of code, less than three releases"
  decided "Lambda: $unreserved concurrent executions free, $wanted wanted; $((room - used)) bytes free for code, $code wanted"
  ask apigateway get-account --query '[cloudwatchRoleArn,throttleSettings.rateLimit]' || stop 16 "API Gateway's account settings cannot be read: $complaint" 'grant apigateway:GET on /account'
  fields role throttle
  if [ "$role" = None ] && [ "$(parameter ApiGatewayLogRole)" != create ]; then
    stop 16 'API Gateway has no role to write access logs with' 'set ApiGatewayLogRole to create in the parameters file of one stage of this account and region'
  fi
  rate=$(awk '/^ *ThrottlingRateLimit:/ { print $2; exit }' "$root/template.yaml")
  rate=${rate:-0}
  [ "${throttle%.*}" -ge "${rate%.*}" ] || warn "API Gateway lets $throttle requests per second through, the stage is set for $rate"
  decided "API Gateway: $throttle requests per second, logs by ${role}"
}

# Bytes of all functions' zips; every function keeps its own copy. What is not built yet counts as nothing.
code_size() {
  local zip zips=()
  while read -r zip; do
    if [ -f "$root/$zip" ]; then zips+=("$root/$zip"); fi
  done <<<"$(code_uris)"
  if [ "${#zips[@]}" = 0 ]; then printf '0'; else cat "${zips[@]}" | wc -c; fi
}
code_uris() { awk '/^ *CodeUri:/ { print $2 }' "$root/template.yaml"; }

check_template() {
  local size; size=$(($(wc -c <"$root/template.yaml")))
  if [ "$size" -gt "$inline_template" ]; then
    decided "template.yaml: $size bytes, more than the $inline_template that AWS validates without an upload; it is validated when it is packaged"
    return
  fi
  ask cloudformation validate-template --template-body "file://$root/template.yaml" --query Description || stop 18 "template.yaml: $complaint" 'correct it'
  decided "template.yaml: valid, $size bytes"
}
