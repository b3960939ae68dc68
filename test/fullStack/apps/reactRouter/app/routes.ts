import { route } from '@react-router/dev/routes';

export default [route('orders/:id', './order.ts'), route('pages/:id', './page.tsx'), route('late/:id', './late.tsx')];
