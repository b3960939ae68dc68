import { peek } from './guards';

/** What a thrown value says, for people. Never asks a foreign object for its text. */
export function messageOf(error: unknown): string {
  const message = peek(error, 'message') ?? error;
  return typeof message === 'string' ? message : typeof message;
}
