import type { Client } from '../client/clientTypes';
import type { Extension } from '../client/platform';
import { captureCheckIn } from './captureCheckIn';

/** A client that tells of runs itself, as Sentry's clients of servers do. */
export interface CheckInClient extends Client {
  captureCheckIn: typeof captureCheckIn;
}

export const withCheckIns: Extension = ({ client }) => {
  (client as CheckInClient).captureCheckIn = (checkIn, monitorConfig) => client.run(() => captureCheckIn(checkIn, monitorConfig));
};
