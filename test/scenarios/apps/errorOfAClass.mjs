import * as Vigil from '@vigil/node';

class PaymentError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
Vigil.init();
Vigil.captureException(new PaymentError('card declined', 'card_declined'));
await Vigil.flush();
