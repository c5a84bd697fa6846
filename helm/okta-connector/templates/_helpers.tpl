{{- define "okta-connector.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* 50 characters, so that "-postgresql" and the like still fit into 63. */}}
{{- define "okta-connector.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $whole := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $whole .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "okta-connector.selectorLabels" -}}
app.kubernetes.io/name: {{ include "okta-connector.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* dict: root, component (may be empty) */}}
{{- define "okta-connector.labels" -}}
{{- $root := .root -}}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 }}
{{ include "okta-connector.selectorLabels" $root }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* metadata of an object. dict: root, suffix, component, labels, annotations */}}
{{- define "okta-connector.metadata" -}}
name: {{ include "okta-connector.fullname" .root }}{{ with .suffix }}-{{ . }}{{ end }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "okta-connector.labels" . | nindent 2 }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with mergeOverwrite (dict) (deepCopy .root.Values.commonAnnotations) (.annotations | default dict) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "okta-connector.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ $tag }}
{{- end -}}
{{- end -}}

{{- define "okta-connector.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "okta-connector.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{- define "okta-connector.migrationsMode" -}}
{{- if and .Values.postgresql.embedded.enabled (eq .Values.migrations.mode "job") -}}init{{- else -}}{{ .Values.migrations.mode }}{{- end -}}
{{- end -}}

{{/* The component that serves HTTP, and the one that works the queues. */}}
{{- define "okta-connector.httpComponent" -}}{{ ternary "api" "all" (eq .Values.mode "split") }}{{- end -}}
{{- define "okta-connector.workComponent" -}}{{ ternary "worker" "all" (eq .Values.mode "split") }}{{- end -}}

{{/* Name of the Deployment. dict: root, component */}}
{{- define "okta-connector.deploymentName" -}}
{{ include "okta-connector.fullname" .root }}{{ if ne .component "all" }}-{{ .component }}{{ end }}
{{- end -}}

{{/* Where a secret value is, as JSON {name, key}, or {}. dict: root, values (existingSecret, existingSecretKey), given, own (name of the chart's Secret), key */}}
{{- define "okta-connector.secretRef" -}}
{{- if .values.existingSecret -}}
{{ dict "name" .values.existingSecret "key" .values.existingSecretKey | toJson }}
{{- else if .given -}}
{{ dict "name" .own "key" .key | toJson }}
{{- else -}}
{}
{{- end -}}
{{- end -}}

{{/* The four kinds of Secret as JSON: variable to {name, key}. dict: root, own */}}
{{- define "okta-connector.databaseSecrets" -}}
{{- $root := .root -}}
{{- $trial := printf "%s-postgresql" (include "okta-connector.fullname" $root) -}}
{{- $values := $root.Values -}}
{{- $refs := dict -}}
{{- if $values.postgresql.embedded.enabled -}}
{{- $_ := set $refs "DATABASE_URL" (dict "name" $trial "key" "database-url") -}}
{{- $_ := set $refs "DATABASE_MIGRATION_URL" (dict "name" $trial "key" "database-migration-url") -}}
{{- else -}}
{{- $_ := set $refs "DATABASE_URL" (include "okta-connector.secretRef" (dict "values" $values.database "given" $values.database.url "own" .own "key" "database-url") | fromJson) -}}
{{- $migration := $values.database.migration -}}
{{- $_ := set $refs "DATABASE_MIGRATION_URL" (include "okta-connector.secretRef" (dict "values" $migration "given" $migration.url "own" .own "key" "database-migration-url") | fromJson) -}}
{{- end -}}
{{- $keys := include "okta-connector.secretRef" (dict "values" $values.encryption "given" $values.encryption.keys "own" .own "key" "encryption-keys") | fromJson -}}
{{- if and (not $keys) $values.postgresql.embedded.enabled -}}{{- $keys = dict "name" $trial "key" "encryption-keys" -}}{{- end -}}
{{- $_ := set $refs "ENCRYPTION_KEYS" $keys -}}
{{ $refs | toJson }}
{{- end -}}

{{/* A variable from a Secret, as an item of env. dict: name, ref */}}
{{- define "okta-connector.secretEnv" -}}
{{- with .ref }}
- name: {{ $.name }}
  valueFrom:
    secretKeyRef: { name: {{ .name }}, key: {{ .key }} }
{{- end }}
{{- end -}}

{{/* The encryption keys, as a variable or as a file. dict: root, ref */}}
{{- define "okta-connector.encryptionEnv" -}}
{{- if and .root.Values.encryption.asFile .ref }}
- name: ENCRYPTION_KEYS_FILE
  value: /etc/okta-connector/encryption/keys
{{- else }}
{{- include "okta-connector.secretEnv" (dict "name" "ENCRYPTION_KEYS" "ref" .ref) }}
{{- end }}
{{- end -}}

{{/* dict: root, withoutKeys (where nothing is decrypted) */}}
{{- define "okta-connector.mounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if and .root.Values.encryption.asFile (not .withoutKeys) }}
- { name: encryption, mountPath: /etc/okta-connector/encryption, readOnly: true }
{{- end }}
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* dict: root, ref (of the keys), withoutKeys */}}
{{- define "okta-connector.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: {{ .root.Values.tmpSizeLimit }} }
{{- if and .root.Values.encryption.asFile (not .withoutKeys) }}
- name: encryption
  secret:
    secretName: {{ .ref.name }}
    defaultMode: 288
    items: [{ key: {{ .ref.key }}, path: keys }]
{{- end }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Where pods may run, and as whom: shared by Deployments and the Job. */}}
{{- define "okta-connector.podPlace" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* The container that migrates the schema; it knows the database and no other secret. dict: root, own */}}
{{- define "okta-connector.migrationContainer" -}}
{{- $values := .root.Values -}}
{{- $refs := include "okta-connector.databaseSecrets" . | fromJson -}}
name: migrate
image: {{ include "okta-connector.image" .root }}
imagePullPolicy: {{ $values.image.pullPolicy }}
command: [node, dist/cli.js, migrate, up]
env:
  {{- if $values.developmentMode }}
  - { name: NODE_ENV, value: development }
  - { name: DATA_DIR, value: /tmp/development }
  {{- end }}
  {{- include "okta-connector.secretEnv" (dict "name" "DATABASE_URL" "ref" $refs.DATABASE_URL) | nindent 2 }}
  {{- include "okta-connector.secretEnv" (dict "name" "DATABASE_MIGRATION_URL" "ref" $refs.DATABASE_MIGRATION_URL) | nindent 2 }}
  {{- with $values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with $values.extraEnvFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  {{- toYaml $values.migrations.resources | nindent 2 }}
securityContext:
  {{- toYaml $values.securityContext | nindent 2 }}
volumeMounts:
  {{- include "okta-connector.mounts" (dict "root" .root "withoutKeys" true) | nindent 2 }}
{{- end -}}

{{/* host of a URL */}}
{{- define "okta-connector.hostOf" -}}
{{- if . }}{{ (urlParse .).host | splitList ":" | first }}{{ end -}}
{{- end -}}

{{- define "okta-connector.callbackUrl" -}}
{{- default (printf "https://%s/oauth/callback" .host) .callbackUrl -}}
{{- end -}}

{{/* What is reached from outside, as JSON [{suffix, hosts, paths, annotations}]; shared by Ingresses and HTTPRoutes. */}}
{{- define "okta-connector.routes" -}}
{{- $values := .Values -}}
{{- $public := include "okta-connector.hostOf" $values.publicUrl -}}
{{- $api := default $public $values.ingress.api.host -}}
{{- $routes := list (dict "suffix" "api" "hosts" (list $api) "paths" $values.ingress.api.paths "annotations" $values.ingress.api.annotations) -}}
{{- $callbackHosts := list -}}
{{- range $values.regions -}}
{{- $callbackHosts = append $callbackHosts (include "okta-connector.hostOf" (include "okta-connector.callbackUrl" .)) -}}
{{- end -}}
{{- if not $values.regions -}}{{- $callbackHosts = list $public -}}{{- end -}}
{{- $routes = append $routes (dict "suffix" "callback" "hosts" (uniq $callbackHosts) "paths" $values.ingress.callback.paths "annotations" $values.ingress.callback.annotations) -}}
{{- $hooks := default $public $values.ingress.hooks.host -}}
{{- $routes = append $routes (dict "suffix" "hooks" "hosts" (list $hooks) "paths" $values.ingress.hooks.paths "annotations" $values.ingress.hooks.annotations) -}}
{{ $routes | toJson }}
{{- end -}}
