import { describe, expect, it } from 'vitest';
import { decodeEnvelope } from '../decodeEnvelope';
import { formatEnvelope } from './formatEnvelope';

const shown = (text: string) => formatEnvelope(decodeEnvelope(text), { width: 60 });

describe('formatEnvelope', () => {
  it('shows an event as a report, under a line that says what came from whom', () => {
    const text = shown('{"sdk":{"name":"vigil.javascript.node","version":"0.1.0"}}\n{"type":"event"}\n{"message":"hi"}');
    expect(text).toBe('\n-- event, 16 bytes, vigil.javascript.node 0.1.0 ------------\nx hi\n  error\n');
  });

  it.each([
    ['{"type":"session"}\n{"status":"crashed","errors":1,"attrs":{"release":"a@1"}}', '  session crashed, errors 1, release=a@1'],
    [
      '{"type":"transaction"}\n{"transaction":"GET /","start_timestamp":1,"timestamp":1.25,"spans":[{}]}',
      '  transaction GET /, 250 ms, 1 spans',
    ],
    ['{"type":"check_in"}\n{"monitor_slug":"nightly","status":"ok"}', '  check_in nightly ok'],
    [
      '{"type":"feedback"}\n{"contexts":{"trace":{"trace_id":"t"},"feedback":{"url":"/cart","message":"It hangs","name":"Ada"}}}',
      '  feedback "It hangs" of Ada url=/cart',
    ],
    ['{"type":"feedback"}\n{}', '  feedback ""'],
    ['{"type":"log"}\n{"items":[{"body":"one"},{"body":"two"}]}', '  log one\n  log two'],
    [
      '{"type":"log"}\n{"items":[{"level":"warn","body":"slow","attributes":{"sentry.release":{"value":"a"},"ms":{"value":812,"type":"integer"}}}]}',
      '  log warn slow ms=812',
    ],
    [
      '{"type":"trace_metric"}\n{"items":[{"name":"took","type":"distribution","value":1.5,"unit":"second"},{"name":"n","value":0}]}',
      '  trace_metric took 1.5 second\n  trace_metric n 0',
    ],
    ['{"type":"span"}\n{"items":[{"op":"db"}]}', '  span op=db'],
    ['{"type":"novelty"}\n{"a":1}', '  novelty a=1'],
    ['{"type":"attachment","length":2,"filename":"a.txt","content_type":"text/plain"}\nhi', '  attachment a.txt, 2 bytes text/plain'],
    [
      '{"type":"client_report"}\n{"discarded_events":[{"reason":"before_send","category":"error","quantity":2}]}',
      '  not sent: 2 errors: dropped by beforeSend.',
    ],
    ['{"type":"event"}\n{"a', 'x this envelope cannot be read: the payload of item 1 (event) is not JSON'],
  ])('shows %s', (item, line) => {
    expect(shown(`{}\n${item}`)).toContain(`\n${line}`);
  });

  it('shows an envelope without items', () => {
    expect(shown('{}')).toContain('-- empty, 0 bytes -');
  });
});
