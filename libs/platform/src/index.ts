/** @curbline/platform: clock, log, problem details, health, metrics, limits and the HTTP server of every program. */
export { escapeHtml } from './docs-page/html.js';
export { baseMapFields, baseMapOf, type BaseMapSettings, originOfBaseMap } from './base-map.js';
export { Clock, SystemClock } from './clock.js';
export { dateOf, isoOf, isoOrNull, msOf, tapTime } from './instants.js';
export { isDeeperThan, MAX_JSON_DEPTH } from './problems/json-body.js';
export { Demonstration } from './demonstration.js';
export { createApplication } from './create-application.js';
export { createLogger } from './logging/logger.js';
export { environmentFields, EnvironmentInvalid, readEnvironment } from './environment.js';
export { NestLogger } from './logging/nest-logger.js';
export { scrubbedError, type ScrubbedError } from './logging/scrubbed-error.js';
export { DocsReaders } from './edge/docs-pages.js';
export { edgeFields, edgeInput, insecureAddress, type EdgeEnvironment } from './edge/edge-settings.js';
export { oidcFields, type OidcRoles, type OidcSettings, oidcSettingsOf } from './oidc-settings.js';
export {
  messageFields,
  type SmsSettings,
  smsSettingsOf,
  type SmtpSettings,
  smtpSettingsOf,
} from './message-settings.js';
export { asyncApiDocument } from './async-api/async-api.js';
export { openApiDocument } from './open-api.js';
export { isPublicAddress } from './outgoing/public-address.js';
export { outgoingFields } from './outgoing/outgoing-settings.js';
export {
  type OutgoingRequest,
  OutgoingRequests,
  type OutgoingResult,
  type Resolvers,
} from './outgoing/outgoing-requests.js';
export type { OutgoingRefusal } from './outgoing/outgoing-url.js';
export { newWebhookSecret, type WebhookToSign, webhookHeaders } from './outgoing/standard-webhooks.js';
export { HealthChecks, type HealthCheck, type Readiness } from './operations/health-checks.js';
export { MetricsListener } from './operations/metrics-listener.js';
export { Metrics, type GaugeSource, type GaugeValue } from './operations/metrics.js';
export { PlatformModule } from './platform.module.js';
export {
  BODY_LIMIT_BYTES,
  DEFAULT_LIMITS,
  PLATFORM_OPTIONS,
  type PlatformInput,
  type PlatformOptions,
  platformOptions,
  type RequireMfa,
  type RateLimits,
} from './platform-options.js';
export { ApiProblems } from './problems/api-problems.js';
export { fieldErrors, fieldName } from './problems/field-errors.js';
export {
  type FieldError,
  problem,
  ProblemException,
  type ProblemParts,
  type Text,
} from './problems/problem-exception.js';
export { problemBody, ProblemFilter } from './problems/problem-filter.js';
export { unstorableText } from './problems/unstorable-text.js';
export { type Retention, retentionFields } from './retention-settings.js';
export { RepeatedWork } from './repeated-work.js';
export { readerLanguage } from './problems/reader-language.js';
export { addressMark } from './requests/address-mark.js';
export { requiredIdempotencyKey } from './requests/idempotency-key.js';
export { addressKey, networkKey } from './requests/address-keys.js';
export {
  type ClientAddresses,
  clientAddresses,
  type TrustedProxies,
  trustedProxiesIn,
} from './requests/client-address.js';
export {
  type FastifyRoute,
  FastifyRoutes,
  type PlainAnswer,
  type PlainRoute,
  type SignedRoute,
} from './requests/fastify-routes.js';
export { RADAR_PREFIX, radarAnswer, radarPreflights } from './requests/radar-answers.js';
export { requiredVersion, versionIn } from './requests/if-match.js';
export { headerOf, type HttpReply, type HttpRequest, paramOf } from './requests/http.js';
export { OfferedMethods } from './requests/offered-methods.js';
export { currentAddress, currentRequestId, withRequestId } from './requests/request-context.js';
export { type HandlerAccess, handlersOf, undeclaredHandlers } from './security/declared-access.js';
export { type CountedAttempt, type SecretAttempt, AttemptLimiter } from './security/attempt-limiter.js';
export { type LimitRule, Limits, LimitsInMemory, LimitsInRedis } from './security/limits.js';
export {
  type ConnectionLimits,
  connectionLimitFields,
  connectionLimitsOf,
} from './security/connection-limits.js';
export { Public } from './security/public.js';
export { isFromOurPages } from './security/same-origin.guard.js';
export { ContactHash } from './security/contact-hash.js';
export { SecretBox } from './security/secret-box.js';
export { RequestRateLimits } from './security/request-rate-limits.js';
export { callerOf, CallerCache, noteCaller } from './security/callers.js';
export { phoneTokenOf } from './security/phone-token.js';
export { SOCKET_PATH } from './edge/edge-listener.js';
export { sendProblem, problemText } from './edge/raw-problem.js';
export {
  type Headers as ResponseHeaders,
  cameraPageHeaders,
  mapPageHeaders,
  securityHeaders,
} from './security/security-headers.js';
