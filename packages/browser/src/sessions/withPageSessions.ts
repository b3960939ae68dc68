import type { Extension } from '@vigil/core';

/** An error that nobody handled does not end a page: its session goes down as `unhandled`, not as `crashed` (protocol 12.1). */
export const withPageSessions: Extension = ({ client }) => {
  client.unhandledStatus = 'unhandled';
};
