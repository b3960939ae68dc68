import { peek } from '../base/guards';
import { messageOf } from '../base/messageOf';

/** Why a transport got no answer, for people: a `fetch` that failed tells by its cause, several addresses that refused by their code alone. */
export function faultOf(error: unknown): string {
  const fault = peek(error, 'cause') ?? error;
  const code = peek(fault, 'code');
  return messageOf(fault) || (typeof code === 'string' ? code : 'no reason');
}
