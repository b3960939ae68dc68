import * as Vigil from '@vigil/react';
import { useState } from 'react';
import { payOrder } from './api';
import { Sorry } from './Sorry';

export function Shop() {
  const [answer, setAnswer] = useState();
  const [gift, setGift] = useState(false);

  const pay = async () => {
    setAnswer({ text: 'One moment ...' });
    try {
      await payOrder('1001');
      setAnswer({ text: 'Paid. Thank you!' });
    } catch (error) {
      // The service has reported its side; this is ours, in the same trace.
      Vigil.captureException(error, { tags: { order: '1001' } });
      setAnswer({ text: error.message, report: error.report });
    }
  };

  return (
    <main>
      <header>
        <h1>Tea shop</h1>
        <p>Order 1001</p>
      </header>
      <ul className="items">
        <li>
          Darjeeling, first flush <b>18.00</b>
        </li>
        <li>
          Gyokuro <b>24.00</b>
        </li>
      </ul>
      <Vigil.ErrorBoundary fallback={Sorry} beforeCapture={scope => scope.setTag('area', 'gift')} resetKeys={[gift]}>
        {gift && <GiftCard order={{ id: '1001' }} />}
      </Vigil.ErrorBoundary>
      <div className="actions">
        <button type="button" id="pay" onClick={pay}>
          Pay 42.00
        </button>
        <button type="button" id="gift" className="quiet" onClick={() => setGift(!gift)}>
          {gift ? 'No gift' : 'Make it a gift'}
        </button>
      </div>
      {answer && (
        <p id="answer" role="status">
          {answer.text}
          {answer.report && <small>Report {answer.report}</small>}
        </p>
      )}
    </main>
  );
}

/** Fails for orders without a recipient, which nobody thought of. */
function GiftCard({ order }) {
  return <p className="gift">A card for {order.recipient.name}</p>;
}
