{{/* A Deployment of the service. dict: root, component (all, api, worker), replicas (absent where something scales it), resources */}}
{{- define "okta-connector.deployment" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $name := include "okta-connector.fullname" $root -}}
{{- $own := $name -}}
{{- $refs := include "okta-connector.databaseSecrets" (dict "root" $root "own" $own) | fromJson -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "okta-connector.metadata" (dict "root" $root "component" .component "suffix" (ternary "" .component (eq .component "all"))) | nindent 2 }}
spec:
  {{- if hasKey . "replicas" }}
  replicas: {{ .replicas }}
  {{- end }}
  revisionHistoryLimit: {{ $values.revisionHistoryLimit }}
  strategy:
    {{- toYaml $values.strategy | nindent 4 }}
  selector:
    matchLabels:
      {{- include "okta-connector.selectorLabels" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .component }}
  template:
    metadata:
      labels:
        {{- include "okta-connector.labels" . | nindent 8 }}
        {{- with $values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        checksum/config: {{ include "okta-connector.settings" $root | sha256sum }}
        checksum/secret: {{ include "okta-connector.ownSecrets" $root | sha256sum }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "okta-connector.serviceAccountName" $root }}
      {{- include "okta-connector.podPlace" $root | nindent 6 }}
      terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
      {{- if $values.topologySpreadConstraints }}
      topologySpreadConstraints:
        {{- toYaml $values.topologySpreadConstraints | nindent 8 }}
      {{- else if $values.topologySpread.enabled }}
      topologySpreadConstraints:
        {{- $component := .component }}
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          matchLabelKeys: [pod-template-hash]
          labelSelector:
            matchLabels:
              {{- include "okta-connector.selectorLabels" $root | nindent 14 }}
              app.kubernetes.io/component: {{ $component }}
        {{- end }}
      {{- end }}
      {{- if eq (include "okta-connector.migrationsMode" $root) "init" }}
      initContainers:
        - {{- include "okta-connector.migrationContainer" (dict "root" $root "own" (printf "%s-migration" $name)) | nindent 10 }}
      {{- end }}
      containers:
        - name: okta-connector
          image: {{ include "okta-connector.image" $root }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          ports:
            - { name: http, containerPort: {{ $values.containerPorts.http }}, protocol: TCP }
            - { name: metrics, containerPort: {{ $values.metrics.port }}, protocol: TCP }
          envFrom:
            - configMapRef: { name: {{ $name }} }
            {{- with $values.extraEnvFrom }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          env:
            - { name: ROLE, value: {{ .component }} }
            {{- include "okta-connector.secretEnv" (dict "name" "DATABASE_URL" "ref" $refs.DATABASE_URL) | nindent 12 }}
            {{- include "okta-connector.encryptionEnv" (dict "root" $root "ref" $refs.ENCRYPTION_KEYS) | nindent 12 }}
            {{- $events := $values.connectionEvents }}
            {{- include "okta-connector.secretEnv" (dict "name" "CONNECTION_EVENTS_SECRET" "ref" (include "okta-connector.secretRef" (dict "values" $events "given" $events.secret "own" $own "key" "connection-events-secret") | fromJson)) | nindent 12 }}
            {{- $telemetry := $values.telemetry }}
            {{- include "okta-connector.secretEnv" (dict "name" "OTEL_EXPORTER_OTLP_HEADERS" "ref" (include "okta-connector.secretRef" (dict "values" $telemetry "given" $telemetry.otlpHeaders "own" $own "key" "otlp-headers") | fromJson)) | nindent 12 }}
            {{- with $values.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          startupProbe:
            httpGet: { path: /livez, port: http }
            {{- toYaml $values.probes.startup | nindent 12 }}
          livenessProbe:
            httpGet: { path: /livez, port: http }
            {{- toYaml $values.probes.liveness | nindent 12 }}
          readinessProbe:
            httpGet: { path: /readyz, port: http }
            {{- toYaml $values.probes.readiness | nindent 12 }}
          {{- if $values.preStopSeconds }}
          lifecycle:
            preStop:
              sleep: { seconds: {{ $values.preStopSeconds }} }
          {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            {{- toYaml $values.securityContext | nindent 12 }}
          volumeMounts:
            {{- include "okta-connector.mounts" . | nindent 12 }}
      volumes:
        {{- include "okta-connector.volumes" (dict "root" $root "ref" $refs.ENCRYPTION_KEYS) | nindent 8 }}
{{- end -}}
