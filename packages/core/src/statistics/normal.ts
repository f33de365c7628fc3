import { readFinite, readProbability } from './check.ts';

const inverseRootTwoPi = 0.3989422804014327;
const small = {
  top: [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745],
  bottom: [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
} as const;
const middle = {
  top: [
    0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
    11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
  ],
  bottom: [
    22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
    38912.00328609327, 19685.429676859992,
  ],
} as const;
const far = {
  top: [
    0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793,
    0.023073441764940174,
  ],
  bottom: [1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662],
} as const;

/**
 * Probability that a standard normal number is at most `value`; the upper tail is `normalCdf(-value)`, as precise.
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), near full double precision.
 *
 * @throws InvalidInputError `core/not-a-number`
 * @example
 * ```ts
 * import { normalCdf } from '@meritkit/core/statistics';
 *
 * normalCdf(0); // 0.5
 * ```
 */
export function normalCdf(value: number): number {
  if (value === Number.POSITIVE_INFINITY) return 1;
  if (value === Number.NEGATIVE_INFINITY) return 0;
  readFinite(value, ['value']);
  const distance = Math.abs(value);
  if (distance <= 0.67448975) return 0.5 + value * ratio(value * value, small.top, small.bottom, 4);
  if (distance > 39) return value > 0 ? 1 : 0;
  const tail =
    distance <= 5.656854249492381
      ? ratio(distance, middle.top, middle.bottom, 8)
      : (inverseRootTwoPi - ratio(1 / (distance * distance), far.top, far.bottom, 5) / (distance * distance)) /
        distance;
  // exp(-z²/2) in two factors, so that the rounding of z² does not show.
  const coarse = Math.trunc(distance * 16) / 16;
  const rest = (distance - coarse) * (distance + coarse);
  const below = Math.exp(-coarse * coarse * 0.5) * Math.exp(-rest * 0.5) * tail;
  return value > 0 ? 1 - below : below;
}

/** Cody's nested form: the last coefficient of `top` leads, the others follow in order. */
function ratio(at: number, top: readonly number[], bottom: readonly number[], length: number): number {
  let above = top[length]! * at;
  let under = at;
  for (let index = 0; index < length - 1; index += 1) {
    above = (above + top[index]!) * at;
    under = (under + bottom[index]!) * at;
  }
  return (above + top[length - 1]!) / (under + bottom[length - 1]!);
}

const central = {
  top: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  bottom: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
} as const;
const near = {
  top: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  bottom: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
} as const;
const extreme = {
  top: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  bottom: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
} as const;

/**
 * The value that a standard normal number stays below with a probability: algorithm AS 241 (PPND16) of M. J. Wichura,
 * Applied Statistics 37 (1988), about 1e-16 relative. 0 gives -Infinity and 1 gives Infinity.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { normalQuantile } from '@meritkit/core/statistics';
 *
 * normalQuantile(0.975); // 1.959963984540054
 * ```
 */
export function normalQuantile(probability: number): number {
  readProbability(probability, ['probability']);
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  const distance = probability - 0.5;
  if (Math.abs(distance) <= 0.425) {
    const at = 0.180625 - distance * distance;
    return (distance * polynomial(at, central.top)) / polynomial(at, central.bottom);
  }
  const depth = Math.sqrt(-Math.log(distance < 0 ? probability : 1 - probability));
  const part = depth <= 5 ? near : extreme;
  const at = depth - (depth <= 5 ? 1.6 : 5);
  const value = polynomial(at, part.top) / polynomial(at, part.bottom);
  return distance < 0 ? -value : value;
}

function polynomial(at: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let index = coefficients.length - 1; index >= 0; index -= 1) sum = sum * at + coefficients[index]!;
  return sum;
}
