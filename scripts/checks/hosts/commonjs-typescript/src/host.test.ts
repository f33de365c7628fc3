import { ReviewService } from './host';

describe('a CommonJS TypeScript host', () => {
  it('scores, with types found by the old resolver', () => {
    expect(new ReviewService().score(90, 80)).toBeCloseTo(600 / 7, 9);
  });
  it('recognises the typed error', () => {
    expect(new ReviewService().refuses(Number.NaN)).toBe(true);
  });
  it('rewards', async () => {
    expect(await new ReviewService().reward('lin')).toBe('300');
  });
});
