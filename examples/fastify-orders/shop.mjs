// What the shop sells and whom it knows. A real service has a database here.

export const users = new Map([
  ['token-ada', { id: 'ada', plan: 'gold' }],
  ['token-grace', { id: 'grace', plan: 'free' }],
]);

export const orders = new Map([
  ['1001', { id: '1001', total: 4200 }],
  ['1002', { id: '1002', total: 990 }],
]);

/** An error that says what it wants to be answered with. */
export class HttpError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
  }
}

/** The warehouse is counting. Everybody knows; nobody needs a report. */
export class StockLocked extends HttpError {
  constructor() {
    super(503, 'the stock is being counted');
  }
}

// Unless you have a payment service, nobody listens here.
const { PAYMENT_URL = 'http://127.0.0.1:4' } = process.env;

/** Money is taken by another service. */
export async function charge(order) {
  const response = await fetch(`${PAYMENT_URL}/charges`, { method: 'POST', body: JSON.stringify(order) }).catch(cause => {
    throw new HttpError(502, 'the payment service cannot be reached', { cause });
  });
  if (!response.ok) throw new HttpError(502, `the payment service answered ${response.status}`);
}

export async function refund(_order) {
  throw new Error('the bank takes no refunds at night');
}

export async function mailReceipt(_order) {
  throw new Error('the mail server refused the receipt');
}
