const deep = levels => (levels ? deep(levels - 1) : new Error('from deep below'));
const reasons = {
  deep: () => deep(40),
  error: () => new TypeError('nobody waits for me'),
  caused: () => new Error('outer', { cause: new Error('inner') }),
  text: () => 'only a text',
  nothing: () => undefined,
  object: () => ({ code: 7 }),
};
console.log('before');
Promise.reject(reasons[process.argv[2]]());
setTimeout(() => console.log('after'), 50);
