// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DescribeOptions, describeElement } from './describeElement';

const show = (html: string, options?: DescribeOptions, selector = '[me]') => {
  document.body.innerHTML = html;
  return describeElement(document.querySelector(selector), options).path;
};

describe('an element', () => {
  it.each([
    ['<p me>text</p>', 'body > p'],
    ['<p me id=a class="b  c">text</p>', 'body > p#a.b.c'],
    [
      '<input me id=a type=password name=pass value=secret placeholder=Ann title=Ann aria-label=Ann alt=Ann>',
      'body > input#a[type="password"][name="pass"]',
    ],
    ['<svg><path me class="line"></path></svg>', 'body > svg > path.line'],
    ['<i><b><u><s><em><a me></a></em></s></u></b></i>', 'b > u > s > em > a'],
  ])('%s is %s', (html, description) => {
    expect(show(html)).toBe(description);
  });

  it('is described within its length: ancestors go first, then what is too long itself', () => {
    const html = `<div id=${'d'.repeat(60)}><p id=${'p'.repeat(40)} me></p></div>`;
    expect(show(html)).toBe(`p#${'p'.repeat(40)}`);
    expect(show(html, { maxStringLength: 10 })).toBe('p#pppppppp');
    expect(show(`<p id=${'p'.repeat(2000)} me></p>`, { maxStringLength: 5000 })).toHaveLength(1024);
  });

  it('goes by the attributes that say more, where it has one', () => {
    const html = '<ul data-testid=list><li id=a class=b data-qa=x data-testid=y me></li></ul>';
    expect(show(html, { serializeAttribute: 'data-testid' })).toBe('body > ul[data-testid="list"] > li[data-testid="y"]');
    expect(show(html, { serializeAttribute: ['data-qa', 'data-testid'] })).toMatch(/li\[data-qa="x"\]\[data-testid="y"\]$/);
    expect(show('<p id=a me></p>', { serializeAttribute: 'data-testid' })).toBe('body > p#a');
  });

  it('goes by the name of its component', () => {
    const html = '<div data-sentry-component=Cart><p><b data-sentry-element=Price me></b></p></div>';
    expect(show(html)).toBe('body > Cart > p > Price');
    const componentOf = (selector: string) => describeElement(document.querySelector(selector)).component;
    expect(componentOf('p')).toBe('Cart');
    expect(componentOf('b')).toBe('Price');
    expect(componentOf('body')).toBeUndefined();
  });

  it('that is none is unknown', () => {
    for (const none of [undefined, null, 'p', {}, document]) expect(describeElement(none).path).toBe('<unknown>');
  });

  it('is described as a text of at most its length, whatever its attributes are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(2000), (id, name, maxStringLength) => {
        const element = document.createElement('input');
        element.setAttribute('id', id);
        element.setAttribute('class', name);
        expect(describeElement(element, { maxStringLength }).path.length).toBeLessThanOrEqual(Math.max(9, Math.min(maxStringLength, 1024)));
      }),
    );
  });
});
