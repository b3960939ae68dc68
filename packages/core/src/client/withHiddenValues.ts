import { isObject } from '../base/guards';
import { createValueRules } from '../safe/hideValues';
import type { ScrubOptions } from '../safe/scrubOptions';
import { hideBodies } from './hideBodies';
import type { Extension } from './platform';

/**
 * What errors and their texts repeat of values (`createValueRules`) and hang on themselves of requests (`hideBodies`), where kilobytes
 * do not count. Before `withRedaction`, which builds on it.
 */
export const withHiddenValues: Extension = core => {
  const { client, options } = core;
  const { scrubRules: rules } = client;
  if (!rules) return;
  const { isSecretKey, cleanText } = rules;
  const detectors = isObject(options.scrub) ? (options.scrub as ScrubOptions).detectors : undefined;
  const hidesRows = options.dataCollection?.databaseQueryData !== true;
  const values = createValueRules({ isSecretKey, cleanText, hidesRows, hidesTokens: detectors?.token !== false });
  rules.isSecretKey = (key, value, holder) => isSecretKey(key, value, holder) || (!!holder && values.isSecretIn(key, value, holder));
  rules.cleanText = (text, hit) => {
    const shown = values.cleanText(text);
    if (shown !== text) hit?.('value');
    return cleanText(shown, hit);
  };

  hideBodies(core, rules);
  const { redactIn } = rules;
  rules.redactIn = (key, value, holder) => values.statementIn(key, value, holder) ?? redactIn?.(key, value, holder);
};
