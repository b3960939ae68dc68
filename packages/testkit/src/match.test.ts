import type { Event } from '@vigil/core';
import { describe, expect, it } from 'vitest';
import { findMismatch, type Match, matches } from './match';

const event: Event = {
  level: 'error',
  exception: {
    values: [
      { type: 'Error', value: 'socket closed' },
      { type: 'PaymentError', value: 'card declined' },
    ],
  },
  tags: { tenant: 't1', order: 7 },
  breadcrumbs: [{ message: 'one' }, { message: 'two' }, { message: 'three' }],
  fingerprint: [],
};

describe('matches', () => {
  it.each<[string, Match]>([
    ['part of a value', 'declined'],
    ['the type', 'PaymentError'],
    ['type and value as people write them', 'PaymentError: card declined'],
    ['text of a cause', 'socket closed'],
    ['a RegExp on one of them alone', /^card declined$/],
    ['a function', e => e.level === 'error'],
    ['a deep subset', { tags: { tenant: 't1' } }],
    ['a RegExp leaf on a string', { tags: { tenant: /^t\d$/ } }],
    ['some elements of a list, in order', { breadcrumbs: [{ message: 'one' }, { message: /^thr/ }] }],
    ['an empty list for an empty list', { fingerprint: [] }],
    ['undefined for what is absent', { user: undefined }],
    ['matchers of the test runner', { level: expect.any(String), tags: expect.objectContaining({ order: 7 }) }],
    ['nothing in particular', {}],
  ])('accepts %s', (_name, match) => {
    expect(matches(event, match)).toBe(true);
  });

  it.each<[string, Match]>([
    ['other text', 'timeout'],
    ['text that stands in a tag only', 't1'],
    ['a RegExp leaf on a number', { tags: { order: /7/ } }],
    ['another kind of value', { tags: { order: '7' } }],
    ['elements in another order', { breadcrumbs: [{ message: 'two' }, { message: 'one' }] }],
    ['an empty list for a full one', { breadcrumbs: [] }],
    ['null for what is absent', { user: null }],
    ['a key that is missing', { tags: { region: 'eu' } }],
  ])('refuses %s', (_name, match) => {
    expect(matches(event, match)).toBe(false);
  });

  it('gives a RegExp with the g flag the same answer twice', () => {
    const match = /declined/g;
    expect([matches(event, match), matches(event, match)]).toEqual([true, true]);
  });

  it('finds messages, plain and with parameters', () => {
    expect(matches({ message: 'payment_intent_retried' }, 'payment')).toBe(true);
    expect(matches({ logentry: { message: 'User %s', params: ['ann'] } }, 'User %s')).toBe(true);
  });

  it('copes with fields of the wrong kind', () => {
    const broken = { exception: { values: [null, 3, { type: 4 }] }, message: 5 } as unknown as Event;
    expect(matches(broken, 'x')).toBe(false);
    expect(matches({ exception: 'no' } as unknown as Event, /x/)).toBe(false);
  });

  it('says where an event differs first', () => {
    expect(findMismatch(event, { tags: { tenant: 't2' } })).toBe('tags.tenant: expected "t2", got "t1"');
    expect(findMismatch(event, { user: { id: /^\d/ } })).toBe('user: expected {"id":"/^\\\\d/"}, got undefined');
  });
});
