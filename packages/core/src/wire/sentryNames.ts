import type { DsnComponents } from './dsn';
import type { Envelope, EnvelopeItem, TransportOptions } from './envelopeTypes';
import type { Event, SdkInfo } from './event';

// Further names of Sentry's types, which programs import from `@sentry/core` and `@sentry/types`.

/** The event of a transaction: as `ErrorEvent`, so that a hook may say that it takes these. */
export interface TransactionEvent extends Event {}
export interface FeedbackEvent extends Event {}
export interface ReplayEvent extends Event {}
export type EventType = NonNullable<Event['type']>;
export type Extra = unknown;
export type Measurements = NonNullable<Event['measurements']>;
export type MeasurementUnit = string;
export type TransactionSource = 'custom' | 'url' | 'route' | 'view' | 'component' | 'task';
export type Package = NonNullable<SdkInfo['packages']>[number];
export interface SdkMetadata {
  sdk?: SdkInfo | undefined;
}

export type EventItem = EnvelopeItem;
export type EventEnvelope = Envelope;
export type DynamicSamplingContext = Record<string, string | undefined>;
export interface BaseTransportOptions extends TransportOptions {}
export type DsnLike = string | DsnComponents;
export type EventDropReason = string;
/** Of `parameterize`: a text. */
export type ParameterizedString = string;
