{{/* Everything that is not secret, as variables. */}}
{{- define "okta-connector.settings" -}}
{{- $values := .Values -}}
{{- $regions := list -}}
{{- range $values.regions -}}
{{- $regions = append $regions (printf "%s=%s" .id (include "okta-connector.callbackUrl" .)) -}}
{{- end -}}
{{- $attributes := list -}}
{{- range $key, $value := $values.telemetry.resourceAttributes -}}
{{- $attributes = append $attributes (printf "%s=%s" $key $value) -}}
{{- end -}}
{{- $settings := dict
  "PORT" $values.containerPorts.http
  "METRICS_PORT" $values.metrics.port
  "PUBLIC_URL" $values.publicUrl
  "DATABASE_POOL_SIZE" $values.database.poolSize
  "AUTH_ISSUER" $values.auth.issuer
  "AUTH_JWKS_URI" $values.auth.jwksUri
  "AUTH_AUDIENCE" $values.auth.audience
  "AUTH_TENANT_CLAIM" $values.auth.tenantClaim
  "AUTH_ALGORITHMS" (join "," $values.auth.algorithms)
  "CALLBACK_URLS" (join "," $regions)
  "RETURN_URL_ALLOWLIST" (join "," $values.returnUrlAllowlist)
  "DELIVERY_ALLOWED_ORIGINS" (join "," $values.deliveryAllowedOrigins)
  "OKTA_DOMAIN_SUFFIXES" (join "," $values.okta.domainSuffixes)
  "OKTA_DEV_ORIGINS" (join "," $values.okta.devOrigins)
  "OKTA_TIMEOUT_MS" $values.okta.timeoutMs
  "CONNECTION_EVENTS_URL" $values.connectionEvents.url
  "CONNECT_PRODUCT_NAME" $values.connectPage.productName
  "CONNECT_LOGO_URL" $values.connectPage.logoUrl
  "CONNECT_ACCENT_COLOR" $values.connectPage.accentColor
  "CONNECT_FRAME_ANCESTORS" (join "," $values.connectPage.frameAncestors)
  "MCP_ENABLED" $values.mcp.enabled
  "LOG_LEVEL" $values.logLevel
  "OTEL_SERVICE_NAME" (default (include "okta-connector.fullname" .) $values.telemetry.serviceName)
  "OTEL_EXPORTER_OTLP_ENDPOINT" $values.telemetry.otlpEndpoint
  "OTEL_EXPORTER_OTLP_PROTOCOL" $values.telemetry.otlpProtocol
  "OTEL_RESOURCE_ATTRIBUTES" (join "," $attributes)
  "OTEL_TRACES_SAMPLER" $values.telemetry.sampler
  "OTEL_TRACES_SAMPLER_ARG" $values.telemetry.samplerArg
-}}
{{- if $values.developmentMode -}}
{{- $_ := set $settings "NODE_ENV" "development" -}}
{{- $_ := set $settings "DATA_DIR" "/tmp/development" -}}
{{- end -}}
{{- range $name, $value := $settings }}
{{- if and (not (kindIs "invalid" $value)) (ne (toString $value) "") }}
{{ $name }}: {{ kindIs "float64" $value | ternary (printf "%d" (int $value)) (toString $value) | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What the chart keeps in its Secret, key by key; the migration's owner is not among it. */}}
{{- define "okta-connector.ownSecrets" -}}
{{- $values := .Values -}}
{{- if and $values.database.url (not $values.database.existingSecret) (not $values.postgresql.embedded.enabled) }}
database-url: {{ $values.database.url | quote }}
{{- end }}
{{- if and $values.encryption.keys (not $values.encryption.existingSecret) }}
encryption-keys: {{ $values.encryption.keys | quote }}
{{- end }}
{{- if and $values.connectionEvents.secret (not $values.connectionEvents.existingSecret) }}
connection-events-secret: {{ $values.connectionEvents.secret | quote }}
{{- end }}
{{- if and $values.telemetry.otlpHeaders (not $values.telemetry.existingSecret) }}
otlp-headers: {{ $values.telemetry.otlpHeaders | quote }}
{{- end }}
{{- end -}}

{{/* What the migration needs of it; a Secret of its own, because a hook runs before the others exist. */}}
{{- define "okta-connector.migrationSecrets" -}}
{{- $values := .Values -}}
{{- if not $values.postgresql.embedded.enabled }}
{{- if and $values.database.url (not $values.database.existingSecret) }}
database-url: {{ $values.database.url | quote }}
{{- end }}
{{- if and $values.database.migration.url (not $values.database.migration.existingSecret) }}
database-migration-url: {{ $values.database.migration.url | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What no schema of single values can say. Each message names the value and the next step. */}}
{{- define "okta-connector.validate" -}}
{{- $v := .Values -}}
{{- $mistakes := list -}}
{{- $trial := $v.postgresql.embedded.enabled -}}
{{- if not $v.developmentMode -}}
{{- if not $v.publicUrl -}}{{- $mistakes = append $mistakes "publicUrl: is required, such as https://okta.platform.example" -}}{{- end -}}
{{- if not (or $v.auth.issuer $v.auth.jwksUri) -}}{{- $mistakes = append $mistakes "auth.issuer: is required (or auth.jwksUri)" -}}{{- end -}}
{{- if not $v.auth.audience -}}{{- $mistakes = append $mistakes "auth.audience: is required" -}}{{- end -}}
{{- if $v.okta.devOrigins -}}{{- $mistakes = append $mistakes "okta.devOrigins: only with developmentMode" -}}{{- end -}}
{{- else -}}
{{- if or (eq $v.mode "split") (gt (int $v.replicaCount) 1) $v.autoscaling.enabled $v.keda.enabled -}}{{- $mistakes = append $mistakes "developmentMode: each replica signs tokens with a key of its own; set mode: all, replicaCount: 1 and no scaling" -}}{{- end -}}
{{- end -}}
{{- if not (or $v.database.url $v.database.existingSecret $trial) -}}{{- $mistakes = append $mistakes "database.existingSecret: is required (or database.url)" -}}{{- end -}}
{{- if and $trial (or $v.database.url $v.database.existingSecret) -}}{{- $mistakes = append $mistakes "postgresql.embedded.enabled: the trial's Postgres takes the place of database.url; unset one of them" -}}{{- end -}}
{{- if not (or $v.encryption.keys $v.encryption.existingSecret $trial) -}}{{- $mistakes = append $mistakes "encryption.existingSecret: is required (or encryption.keys)" -}}{{- end -}}
{{- if and $v.connectionEvents.url (not (or $v.connectionEvents.secret $v.connectionEvents.existingSecret)) -}}{{- $mistakes = append $mistakes "connectionEvents.existingSecret: is required with connectionEvents.url (or connectionEvents.secret)" -}}{{- end -}}
{{- if lt (int $v.terminationGracePeriodSeconds) (add $v.preStopSeconds 25 | int) -}}{{- $mistakes = append $mistakes (printf "terminationGracePeriodSeconds: at least preStopSeconds + 25, that is %d" (add $v.preStopSeconds 25 | int)) -}}{{- end -}}
{{- $scalesWork := ternary $v.worker.autoscaling.enabled $v.autoscaling.enabled (eq $v.mode "split") -}}
{{- if and $v.keda.enabled $scalesWork -}}{{- $mistakes = append $mistakes "keda.enabled: KEDA and a HorizontalPodAutoscaler cannot scale the same Deployment; switch one off" -}}{{- end -}}
{{- if and $v.gateway.enabled (not $v.gateway.parentRefs) -}}{{- $mistakes = append $mistakes "gateway.parentRefs: name the Gateway" -}}{{- end -}}
{{- if and (or $v.gateway.enabled $v.ingress.enabled) (not $v.publicUrl) -}}{{- $mistakes = append $mistakes "publicUrl: its host is needed for ingress and gateway" -}}{{- end -}}
{{- $ids := list -}}
{{- range $v.regions -}}{{- $ids = append $ids .id -}}{{- end -}}
{{- if ne (len (uniq $ids)) (len $ids) -}}{{- $mistakes = append $mistakes "regions: each id once" -}}{{- end -}}
{{- if $mistakes -}}{{- fail (printf "\nThe values have %d mistake(s):\n  %s\n" (len $mistakes) (join "\n  " $mistakes)) -}}{{- end -}}
{{- end -}}
