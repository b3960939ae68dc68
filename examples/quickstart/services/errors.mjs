// The errors of this small shop. Fields like `statusCode` and `orderId` travel with the report by themselves.

export class NotFound extends Error {
  statusCode = 404;
}

export class ValidationError extends Error {
  statusCode = 400;
}

export class PaymentError extends Error {
  constructor(message, { orderId, ...options }) {
    super(message, options);
    this.orderId = orderId;
    this.code = 'payment_failed';
  }
}
