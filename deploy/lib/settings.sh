# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# The parameters file of a stage, and what template.yaml asks for.

# Strict JSON: one object of strings, in which "parameters" is another. Prints "name TAB value", or the fault's line.
parse_settings() {
  awk '
    function bad(what) { printf "line %d: %s\n", line, what; failed = 1; exit 1 }
    function token(  c) {
      while ((c = substr(rest, 1, 1)) ~ /^[ \t\r\n]$/) { if (c == "\n") line++; rest = substr(rest, 2) }
      if (c == "" || c == "{" || c == "}" || c == ":" || c == ",") { rest = substr(rest, 2); return c }
      if (match(rest, /^"[^"\\\t\n]*"/)) {
        text = substr(rest, 2, RLENGTH - 2); rest = substr(rest, RLENGTH + 1); return "string"
      }
      bad("expected a string in double quotes without backslashes, found: " substr(rest, 1, index(rest "\n", "\n") - 1))
    }
    function object(prefix,  t, name) {
      t = token()
      if (t == "}") return
      while (1) {
        if (t != "string") bad("expected a name in double quotes")
        name = prefix text
        if (name in seen) bad(name " comes twice")
        seen[name] = 1
        if (token() != ":") bad("expected a colon after " name)
        t = token()
        if (t == "string") found = found name "\t" text "\n"
        else if (t == "{" && name == "parameters") object("parameters.")
        else bad(name ": expected a string in double quotes")
        t = token()
        if (t == "}") return
        if (t != ",") bad("expected a comma or } after " name)
        t = token()
      }
    }
    { rest = rest $0 "\n" }
    END {
      if (failed) exit 1
      line = 1
      if (token() != "{") bad("expected {")
      object("")
      if (token() != "") bad("nothing may follow the last }")
      printf "%s", found
    }' "$1"
}

# One line per parameter of a template: name, "default" or "required", allowed pattern, allowed values.
template_parameters() {
  awk '
    function flush() { if (name != "") printf "%s\t%s\t%s\t%s\n", name, kind, pattern, values }
    /^[A-Za-z]/ { flush(); name = ""; inside = ($1 == "Parameters:"); next }
    inside && /^  [A-Za-z0-9]+:/ { flush(); name = $1; sub(/:$/, "", name); kind = "required"; pattern = "-"; values = "-"; next }
    inside && /^    Default:/ { kind = "default" }
    inside && /^    AllowedPattern:/ { pattern = $0; sub(/^ *AllowedPattern: *"/, "", pattern); sub(/" *$/, "", pattern) }
    inside && /^    AllowedValues:/ { values = $0; gsub(/^ *AllowedValues: *\[|\] *$|,/, "", values) }
    END { flush() }' "$1"
}

# What the file says becomes the variables set_NAME and parameter_NAME; names are letters, digits and underscores by then.
setting() { local name=set_$1; printf '%s' "${!name:-}"; }
parameter() { local name=parameter_$1; printf '%s' "${!name:-}"; }

read_settings() {
  [ -f "$parameters_file" ] || stop 2 "the stage $stage is unknown: there is no $parameters_file" \
    'write it after deploy/parameters/example.json, or name it with --parameters'
  parse_settings "$parameters_file" >"$work/settings" || stop 11 "$parameters_file: $(cat "$work/settings")" \
    'docs/operations.md says what the file holds'
  local name value
  while IFS=$'\t' read -r name value; do
    case "$name" in
      parameters.*[!A-Za-z0-9]* | parameters.) stop 11 "$parameters_file: $name is no name of a parameter" 'correct it' ;;
      comment | account | region | artifact_bucket | backup_function | backup_bucket | backup_prefix | documentdb_cluster) printf -v "set_$name" '%s' "$value" ;;
      parameters.*) printf -v "parameter_${name#parameters.}" '%s' "$value" ;;
      *) stop 11 "$parameters_file: $name is not known" 'docs/operations.md says what the file holds' ;;
    esac
  done <"$work/settings"
  for name in account region artifact_bucket; do
    [ -n "$(setting "$name")" ] || stop 11 "$parameters_file: $name is missing" 'docs/operations.md says what it is'
  done
  region=$(setting region); bucket=$(setting artifact_bucket)
  [ -z "$region_wanted" ] || [ "$region_wanted" = "$region" ] || stop 13 \
    "--region is $region_wanted, but the stage $stage is in $region" 'leave --region out, or use the other stage'
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
}

# Every parameter of the file is one of the template's, none is missing, and each has the form that the template asks for.
check_parameters() {
  template_parameters "$root/template.yaml" >"$work/wanted"
  local name kind pattern values value wanted='' given=''
  while IFS=$'\t' read -r name _; do wanted="$wanted $name "; done <"$work/wanted"
  while IFS=$'\t' read -r name value; do
    case "$name" in parameters.*) name=${name#parameters.} ;; *) continue ;; esac
    [ "$name" != Stage ] || stop 11 "$parameters_file: Stage is the name on the command line" 'take it out of the file'
    case "$wanted" in *" $name "*) ;; *) stop 11 "$parameters_file: template.yaml has no parameter $name" 'take it out, or correct its name' ;; esac
    given="$given $name "
  done <"$work/settings"
  while IFS=$'\t' read -r name kind pattern values; do
    case "$given $name" in
      *' Stage') value=$stage ;;
      *" $name "*) value=parameter_$name; value=${!value} ;;
      *)
        [ "$kind" = default ] || stop 11 "$parameters_file: the parameter $name is missing" 'docs/operations.md says where its value comes from'
        continue ;;
    esac
    [ "$pattern" = - ] || [[ "$value" =~ ^($pattern)$ ]] || stop 11 "$parameters_file: $name is '$value', expected $pattern" 'correct it'
    [ "$values" = - ] || [[ " $values " = *" $value "* ]] || stop 11 "$parameters_file: $name is '$value', expected one of: $values" 'correct it'
  done <"$work/wanted"
  {
    printf '[\n  {"ParameterKey": "Stage", "ParameterValue": "%s"}' "$stage"
    awk -F '\t' 'sub(/^parameters[.]/, "") { printf ",\n  {\"ParameterKey\": \"%s\", \"ParameterValue\": \"%s\"}", $1, $2 }' "$work/settings"
    printf '\n]\n'
  } >"$work/parameters.json"
  decided "parameters: $(grep -c '^parameters[.]' "$work/settings") of $(basename "$parameters_file") fit the $(grep -c . "$work/wanted") of template.yaml"
}
