import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  betaCdf,
  betaQuantile,
  chiSquareCdf,
  fCdf,
  fisherExact,
  gammaCdf,
  logGamma,
  meanVariance,
  midranks,
  normalCdf,
  normalQuantile,
  quantile,
  tCdf,
  tQuantile,
  wilsonInterval,
} from './index.ts';

/** Each row: the call in R 4.2.2, what it printed with 17 digits, and ours. Relative 1e-12 unless the row says otherwise. */
interface Row {
  readonly call: string;
  readonly expected: number;
  readonly actual: number | null | undefined;
  readonly tolerance?: number;
}

const rows: Readonly<Record<string, readonly Row[]>> = {
  normalCdf: [
    { call: 'pnorm(-37)', expected: 5.725571222524577e-300, actual: normalCdf(-37) },
    { call: 'pnorm(-20)', expected: 2.7536241186062337e-89, actual: normalCdf(-20) },
    { call: 'pnorm(-10)', expected: 7.619853024160527e-24, actual: normalCdf(-10) },
    { call: 'pnorm(-5.7)', expected: 5.990371401063528e-9, actual: normalCdf(-5.7) },
    { call: 'pnorm(-5.6)', expected: 1.071759025831093e-8, actual: normalCdf(-5.6) },
    { call: 'pnorm(-3)', expected: 0.0013498980316300946, actual: normalCdf(-3) },
    { call: 'pnorm(-0.68)', expected: 0.24825223045357053, actual: normalCdf(-0.68) },
    { call: 'pnorm(-0.67)', expected: 0.25142889509531013, actual: normalCdf(-0.67) },
    { call: 'pnorm(-1e-10)', expected: 0.49999999996010575, actual: normalCdf(-1e-10) },
    { call: 'pnorm(0.3)', expected: 0.6179114221889527, actual: normalCdf(0.3) },
    { call: 'pnorm(1)', expected: 0.8413447460685429, actual: normalCdf(1) },
    { call: 'pnorm(2.5)', expected: 0.9937903346742238, actual: normalCdf(2.5) },
    { call: 'pnorm(6)', expected: 0.9999999990134123, actual: normalCdf(6) },
    { call: 'pnorm(8.2)', expected: 0.9999999999999999, actual: normalCdf(8.2) },
    { call: 'pnorm(5, lower.tail=FALSE)', expected: 2.866515718791939e-7, actual: normalCdf(-5) },
    { call: 'pnorm(10, lower.tail=FALSE)', expected: 7.619853024160527e-24, actual: normalCdf(-10) },
    { call: 'pnorm(30, lower.tail=FALSE)', expected: 4.906713927148187e-198, actual: normalCdf(-30) },
  ],
  normalQuantile: [
    { call: 'qnorm(1e-300)', expected: -37.0470962993612, actual: normalQuantile(1e-300) },
    { call: 'qnorm(1e-20)', expected: -9.262340089798405, actual: normalQuantile(1e-20) },
    { call: 'qnorm(1e-10)', expected: -6.361340902404056, actual: normalQuantile(1e-10) },
    { call: 'qnorm(1e-05)', expected: -4.2648907939228256, actual: normalQuantile(1e-5) },
    { call: 'qnorm(0.02)', expected: -2.0537489106318225, actual: normalQuantile(0.02) },
    { call: 'qnorm(0.074)', expected: -1.4466320671589785, actual: normalQuantile(0.074) },
    { call: 'qnorm(0.076)', expected: -1.4325027208258114, actual: normalQuantile(0.076) },
    { call: 'qnorm(0.3)', expected: -0.5244005127080407, actual: normalQuantile(0.3) },
    { call: 'qnorm(0.5)', expected: 0.0, actual: normalQuantile(0.5) },
    { call: 'qnorm(0.8)', expected: 0.8416212335729144, actual: normalQuantile(0.8) },
    { call: 'qnorm(0.975)', expected: 1.9599639845400536, actual: normalQuantile(0.975) },
    { call: 'qnorm(0.9999999)', expected: 5.199337582290662, actual: normalQuantile(0.9999999) },
  ],
  logGamma: [
    { call: 'lgamma(1e-300)', expected: 690.7755278982137, actual: logGamma(1e-300) },
    { call: 'lgamma(1e-08)', expected: 18.42068073818021, actual: logGamma(1e-8) },
    { call: 'lgamma(1e-05)', expected: 11.512919692895826, actual: logGamma(1e-5) },
    { call: 'lgamma(0.1)', expected: 2.252712651734206, actual: logGamma(0.1) },
    { call: 'lgamma(0.5)', expected: 0.5723649429247001, actual: logGamma(0.5) },
    { call: 'lgamma(1.5)', expected: -0.12078223763524518, actual: logGamma(1.5) },
    { call: 'lgamma(2.5)', expected: 0.2846828704729192, actual: logGamma(2.5) },
    { call: 'lgamma(3.7)', expected: 1.428072326665388, actual: logGamma(3.7) },
    { call: 'lgamma(7)', expected: 6.579251212010101, actual: logGamma(7) },
    { call: 'lgamma(10)', expected: 12.801827480081469, actual: logGamma(10) },
    { call: 'lgamma(15.5)', expected: 26.536914491115613, actual: logGamma(15.5) },
    { call: 'lgamma(100.3)', expected: 360.5147057290581, actual: logGamma(100.3) },
    { call: 'lgamma(10000.0)', expected: 82099.71749644238, actual: logGamma(10000.0) },
    { call: 'lgamma(10000000000.0)', expected: 220258509288.81058, actual: logGamma(10000000000.0) },
    { call: 'lgamma(1e+100)', expected: 2.292585092994046e102, actual: logGamma(1e100) },
  ],
  tCdf: [
    { call: 'pt(-30, 3.5)', expected: 1.196806599781131e-5, actual: tCdf({ value: -30, degreesOfFreedom: 3.5 }) },
    { call: 'pt(-2, 1)', expected: 0.1475836176504332, actual: tCdf({ value: -2, degreesOfFreedom: 1 }) },
    { call: 'pt(-1e-08, 4)', expected: 0.49999999625, actual: tCdf({ value: -1e-8, degreesOfFreedom: 4 }) },
    { call: 'pt(0.5, 2)', expected: 0.6666666666666666, actual: tCdf({ value: 0.5, degreesOfFreedom: 2 }) },
    {
      call: 'pt(1.96, 1000000.0)',
      expected: 0.9750019662073651,
      actual: tCdf({ value: 1.96, degreesOfFreedom: 1000000.0 }),
    },
    { call: 'pt(2.2, 10)', expected: 0.9737794657753234, actual: tCdf({ value: 2.2, degreesOfFreedom: 10 }) },
    { call: 'pt(40, 0.5)', expected: 0.9492951000352527, actual: tCdf({ value: 40, degreesOfFreedom: 0.5 }) },
    { call: 'pt(10000000000.0, 3)', expected: 1.0, actual: tCdf({ value: 10000000000.0, degreesOfFreedom: 3 }) },
    {
      call: 'pt(3, 10000000000.0)',
      expected: 0.998650101965046,
      actual: tCdf({ value: 3, degreesOfFreedom: 10000000000.0 }),
    },
    { call: 'pt(-8, 200)', expected: 4.9396004546653473e-14, actual: tCdf({ value: -8, degreesOfFreedom: 200 }) },
    { call: 'pt(1.5, 0.1)', expected: 0.5996630080990909, actual: tCdf({ value: 1.5, degreesOfFreedom: 0.1 }) },
    {
      call: 'pt(-1e+200, 0.05)',
      expected: 4.4856310480634875e-11,
      actual: tCdf({ value: -1e200, degreesOfFreedom: 0.05 }),
    },
    { call: 'pt(-1e+60, 2)', expected: 5.000000000000047e-121, actual: tCdf({ value: -1e60, degreesOfFreedom: 2 }) },
    {
      call: 'pt(30, 3.5, lower.tail=FALSE)',
      expected: 1.196806599781131e-5,
      actual: tCdf({ value: 30, degreesOfFreedom: 3.5, tail: 'upper' }),
    },
    {
      call: 'pt(2, 1, lower.tail=FALSE)',
      expected: 0.1475836176504332,
      actual: tCdf({ value: 2, degreesOfFreedom: 1, tail: 'upper' }),
    },
    {
      call: 'pt(100000.0, 7, lower.tail=FALSE)',
      expected: 1.3205206734788759e-33,
      actual: tCdf({ value: 100000.0, degreesOfFreedom: 7, tail: 'upper' }),
    },
    {
      call: 'pt(8, 200, lower.tail=FALSE)',
      expected: 4.9396004546653473e-14,
      actual: tCdf({ value: 8, degreesOfFreedom: 200, tail: 'upper' }),
    },
    {
      call: 'pt(12, 60, lower.tail=FALSE)',
      expected: 6.893161320908852e-18,
      actual: tCdf({ value: 12, degreesOfFreedom: 60, tail: 'upper' }),
    },
    {
      call: 'pt(8, 200000.0, lower.tail=FALSE)',
      expected: 6.253880178430149e-16,
      actual: tCdf({ value: 8, degreesOfFreedom: 200000.0, tail: 'upper' }),
    },
    {
      call: 'pt(20, 1000000.0, lower.tail=FALSE)',
      expected: 2.866543523695224e-89,
      actual: tCdf({ value: 20, degreesOfFreedom: 1000000.0, tail: 'upper' }),
    },
  ],
  tQuantile: [
    {
      call: 'qt(0.975, 1)',
      expected: 12.706204736174694,
      actual: tQuantile({ probability: 0.975, degreesOfFreedom: 1 }),
    },
    {
      call: 'qt(0.975, 10)',
      expected: 2.228138851986274,
      actual: tQuantile({ probability: 0.975, degreesOfFreedom: 10 }),
    },
    {
      call: 'qt(0.6, 3.3)',
      expected: 0.2745019742210569,
      actual: tQuantile({ probability: 0.6, degreesOfFreedom: 3.3 }),
    },
    {
      call: 'qt(1e-10, 7)',
      expected: -53.83557948467375,
      actual: tQuantile({ probability: 1e-10, degreesOfFreedom: 7 }),
    },
    {
      call: 'qt(0.025, 1000)',
      expected: -1.9623390808264078,
      actual: tQuantile({ probability: 0.025, degreesOfFreedom: 1000 }),
    },
    {
      call: 'qt(0.999, 2)',
      expected: 22.327124770119866,
      actual: tQuantile({ probability: 0.999, degreesOfFreedom: 2 }),
    },
    {
      call: 'qt(0.0001, 0.5)',
      expected: -10284911.563163277,
      actual: tQuantile({ probability: 0.0001, degreesOfFreedom: 0.5 }),
      tolerance: 1e-11,
    },
    {
      call: 'qt(0.9, 30.5)',
      expected: 1.3099313160303754,
      actual: tQuantile({ probability: 0.9, degreesOfFreedom: 30.5 }),
    },
    {
      call: 'qt(0.975, 10000000.0)',
      expected: 1.9599642217672049,
      actual: tQuantile({ probability: 0.975, degreesOfFreedom: 10000000.0 }),
    },
    {
      call: 'qt(1e-09, 200000.0)',
      expected: -5.998084227332207,
      actual: tQuantile({ probability: 1e-9, degreesOfFreedom: 200000.0 }),
    },
  ],
  betaCdf: [
    {
      call: 'pbeta(0.3, 50.5, 120)',
      expected: 0.5522707327478298,
      actual: betaCdf({ value: 0.3, alpha: 50.5, beta: 120 }),
    },
    { call: 'pbeta(0.5, 2, 2)', expected: 0.5, actual: betaCdf({ value: 0.5, alpha: 2, beta: 2 }) },
    {
      call: 'pbeta(1e-10, 0.5, 0.5)',
      expected: 6.366197723781917e-6,
      actual: betaCdf({ value: 1e-10, alpha: 0.5, beta: 0.5 }),
    },
    {
      call: 'pbeta(0.999, 0.1, 3)',
      expected: 0.9999999999614739,
      actual: betaCdf({ value: 0.999, alpha: 0.1, beta: 3 }),
    },
    { call: 'pbeta(0.01, 1, 1)', expected: 0.010000000000000004, actual: betaCdf({ value: 0.01, alpha: 1, beta: 1 }) },
    {
      call: 'pbeta(0.2, 1000, 3000)',
      expected: 8.069693549527689e-15,
      actual: betaCdf({ value: 0.2, alpha: 1000, beta: 3000 }),
    },
    {
      call: 'pbeta(0.26, 1000, 3000)',
      expected: 0.9270239566004947,
      actual: betaCdf({ value: 0.26, alpha: 1000, beta: 3000 }),
    },
    {
      call: 'pbeta(0.5, 100000.0, 100000.0)',
      expected: 0.49999999999999994,
      actual: betaCdf({ value: 0.5, alpha: 100000.0, beta: 100000.0 }),
    },
    {
      call: 'pbeta(0.9, 3, 0.01)',
      expected: 0.009970255203267277,
      actual: betaCdf({ value: 0.9, alpha: 3, beta: 0.01 }),
    },
    {
      call: 'pbeta(0.001, 5, 200)',
      expected: 2.3748915150085188e-6,
      actual: betaCdf({ value: 0.001, alpha: 5, beta: 200 }),
    },
    {
      call: 'pbeta(0.7, 0.001, 2)',
      expected: 0.9999432816736044,
      actual: betaCdf({ value: 0.7, alpha: 0.001, beta: 2 }),
    },
    {
      call: 'pbeta(0.05, 20, 1)',
      expected: 9.536743164062538e-27,
      actual: betaCdf({ value: 0.05, alpha: 20, beta: 1 }),
    },
    {
      call: 'pbeta(0.9, 2, 3, lower.tail=FALSE)',
      expected: 0.0036999999999999993,
      actual: betaCdf({ value: 0.9, alpha: 2, beta: 3, tail: 'upper' }),
    },
    {
      call: 'pbeta(0.5, 50, 10, lower.tail=FALSE)',
      expected: 0.9999999736758395,
      actual: betaCdf({ value: 0.5, alpha: 50, beta: 10, tail: 'upper' }),
    },
    {
      call: 'pbeta(0.4, 1000, 3000, lower.tail=FALSE)',
      expected: 4.457003740760445e-89,
      actual: betaCdf({ value: 0.4, alpha: 1000, beta: 3000, tail: 'upper' }),
    },
    {
      call: 'pbeta(0.99, 0.5, 8, lower.tail=FALSE)',
      expected: 1.972593543801509e-17,
      actual: betaCdf({ value: 0.99, alpha: 0.5, beta: 8, tail: 'upper' }),
    },
  ],
  betaQuantile: [
    {
      call: 'qbeta(0.001, 0.5, 0.1)',
      expected: 3.205245823180208e-5,
      actual: betaQuantile({ probability: 0.001, alpha: 0.5, beta: 0.1 }),
    },
    {
      call: 'qbeta(0.025, 5.5, 2.5)',
      expected: 0.35233834504057904,
      actual: betaQuantile({ probability: 0.025, alpha: 5.5, beta: 2.5 }),
    },
    {
      call: 'qbeta(0.975, 5.5, 2.5)',
      expected: 0.9352717330505166,
      actual: betaQuantile({ probability: 0.975, alpha: 5.5, beta: 2.5 }),
    },
    {
      call: 'qbeta(0.5, 100, 200)',
      expected: 0.3329625066484858,
      actual: betaQuantile({ probability: 0.5, alpha: 100, beta: 200 }),
    },
    {
      call: 'qbeta(1e-08, 3, 4)',
      expected: 0.0007941735408983303,
      actual: betaQuantile({ probability: 1e-8, alpha: 3, beta: 4 }),
    },
    {
      call: 'qbeta(0.5, 0.2, 0.3)',
      expected: 0.23913503614798176,
      actual: betaQuantile({ probability: 0.5, alpha: 0.2, beta: 0.3 }),
    },
    {
      call: 'qbeta(0.05, 1, 20)',
      expected: 0.0025613787765302806,
      actual: betaQuantile({ probability: 0.05, alpha: 1, beta: 20 }),
    },
  ],
  fCdf: [
    {
      call: 'pf(10, 3, 7.5)',
      expected: 0.9947416110932716,
      actual: fCdf({ value: 10, numeratorDegrees: 3, denominatorDegrees: 7.5 }),
    },
    {
      call: 'pf(10, 3, 7.5, lower.tail=FALSE)',
      expected: 0.005258388906728338,
      actual: fCdf({ value: 10, numeratorDegrees: 3, denominatorDegrees: 7.5, tail: 'upper' }),
    },
    {
      call: 'pf(0.2, 5, 2)',
      expected: 0.0641500299099584,
      actual: fCdf({ value: 0.2, numeratorDegrees: 5, denominatorDegrees: 2 }),
    },
    {
      call: 'pf(0.2, 5, 2, lower.tail=FALSE)',
      expected: 0.9358499700900416,
      actual: fCdf({ value: 0.2, numeratorDegrees: 5, denominatorDegrees: 2, tail: 'upper' }),
    },
    {
      call: 'pf(1, 1, 1)',
      expected: 0.49999999999999956,
      actual: fCdf({ value: 1, numeratorDegrees: 1, denominatorDegrees: 1 }),
    },
    {
      call: 'pf(1, 1, 1, lower.tail=FALSE)',
      expected: 0.5000000000000004,
      actual: fCdf({ value: 1, numeratorDegrees: 1, denominatorDegrees: 1, tail: 'upper' }),
    },
    {
      call: 'pf(3.5, 40, 60)',
      expected: 0.9999940562474147,
      actual: fCdf({ value: 3.5, numeratorDegrees: 40, denominatorDegrees: 60 }),
    },
    {
      call: 'pf(3.5, 40, 60, lower.tail=FALSE)',
      expected: 5.9437525853221554e-6,
      actual: fCdf({ value: 3.5, numeratorDegrees: 40, denominatorDegrees: 60, tail: 'upper' }),
    },
    {
      call: 'pf(1e-06, 2, 9)',
      expected: 9.999993888891833e-7,
      actual: fCdf({ value: 1e-6, numeratorDegrees: 2, denominatorDegrees: 9 }),
    },
    {
      call: 'pf(1e-06, 2, 9, lower.tail=FALSE)',
      expected: 0.9999990000006111,
      actual: fCdf({ value: 1e-6, numeratorDegrees: 2, denominatorDegrees: 9, tail: 'upper' }),
    },
    {
      call: 'pf(500, 1, 3)',
      expected: 0.9998041617003703,
      actual: fCdf({ value: 500, numeratorDegrees: 1, denominatorDegrees: 3 }),
    },
    {
      call: 'pf(500, 1, 3, lower.tail=FALSE)',
      expected: 0.0001958382996296056,
      actual: fCdf({ value: 500, numeratorDegrees: 1, denominatorDegrees: 3, tail: 'upper' }),
    },
  ],
  chiSquareCdf: [
    {
      call: 'pchisq(3.841458820694124, 1)',
      expected: 0.9500000000000001,
      actual: chiSquareCdf({ value: 3.841458820694124, degreesOfFreedom: 1 }),
    },
    {
      call: 'pchisq(3.841458820694124, 1, lower.tail=FALSE)',
      expected: 0.049999999999999975,
      actual: chiSquareCdf({ value: 3.841458820694124, degreesOfFreedom: 1, tail: 'upper' }),
    },
    {
      call: 'pchisq(0.001, 1)',
      expected: 0.02522712063003961,
      actual: chiSquareCdf({ value: 0.001, degreesOfFreedom: 1 }),
    },
    {
      call: 'pchisq(0.001, 1, lower.tail=FALSE)',
      expected: 0.9747728793699604,
      actual: chiSquareCdf({ value: 0.001, degreesOfFreedom: 1, tail: 'upper' }),
    },
    { call: 'pchisq(100, 10)', expected: 1.0, actual: chiSquareCdf({ value: 100, degreesOfFreedom: 10 }) },
    {
      call: 'pchisq(100, 10, lower.tail=FALSE)',
      expected: 5.44970198292053e-17,
      actual: chiSquareCdf({ value: 100, degreesOfFreedom: 10, tail: 'upper' }),
    },
    {
      call: 'pchisq(0.5, 20)',
      expected: 2.094248539997361e-13,
      actual: chiSquareCdf({ value: 0.5, degreesOfFreedom: 20 }),
    },
    {
      call: 'pchisq(0.5, 20, lower.tail=FALSE)',
      expected: 0.9999999999997906,
      actual: chiSquareCdf({ value: 0.5, degreesOfFreedom: 20, tail: 'upper' }),
    },
    {
      call: 'pchisq(1000, 1000)',
      expected: 0.5059471461707604,
      actual: chiSquareCdf({ value: 1000, degreesOfFreedom: 1000 }),
    },
    {
      call: 'pchisq(1000, 1000, lower.tail=FALSE)',
      expected: 0.4940528538292397,
      actual: chiSquareCdf({ value: 1000, degreesOfFreedom: 1000, tail: 'upper' }),
    },
    {
      call: 'pchisq(1100, 1000)',
      expected: 0.9853855918737048,
      actual: chiSquareCdf({ value: 1100, degreesOfFreedom: 1000 }),
    },
    {
      call: 'pchisq(1100, 1000, lower.tail=FALSE)',
      expected: 0.0146144081262952,
      actual: chiSquareCdf({ value: 1100, degreesOfFreedom: 1000, tail: 'upper' }),
    },
    {
      call: 'pchisq(1e-08, 0.5)',
      expected: 0.009277296076512714,
      actual: chiSquareCdf({ value: 1e-8, degreesOfFreedom: 0.5 }),
    },
    {
      call: 'pchisq(1e-08, 0.5, lower.tail=FALSE)',
      expected: 0.9907227039234873,
      actual: chiSquareCdf({ value: 1e-8, degreesOfFreedom: 0.5, tail: 'upper' }),
    },
    {
      call: 'pchisq(30, 4.5)',
      expected: 0.9999913551145135,
      actual: chiSquareCdf({ value: 30, degreesOfFreedom: 4.5 }),
    },
    {
      call: 'pchisq(30, 4.5, lower.tail=FALSE)',
      expected: 8.64488548649678e-6,
      actual: chiSquareCdf({ value: 30, degreesOfFreedom: 4.5, tail: 'upper' }),
    },
    {
      call: 'pchisq(500000.0, 500000.0)',
      expected: 0.5002659615261777,
      actual: chiSquareCdf({ value: 500000.0, degreesOfFreedom: 500000.0 }),
    },
    {
      call: 'pchisq(500000.0, 500000.0, lower.tail=FALSE)',
      expected: 0.4997340384738222,
      actual: chiSquareCdf({ value: 500000.0, degreesOfFreedom: 500000.0, tail: 'upper' }),
    },
  ],
  gammaCdf: [
    { call: 'pgamma(0.5, 0.2)', expected: 0.8787748330362044, actual: gammaCdf({ value: 0.5, shape: 0.2 }) },
    { call: 'pgamma(3, 3)', expected: 0.5768099188731566, actual: gammaCdf({ value: 3, shape: 3 }) },
    { call: 'pgamma(50, 20)', expected: 0.99999952086427, actual: gammaCdf({ value: 50, shape: 20 }) },
    { call: 'pgamma(1e-05, 2)', expected: 4.999966666791667e-11, actual: gammaCdf({ value: 1e-5, shape: 2 }) },
  ],
  fisherExact: [
    {
      call: "fisher.test(rbind(c(10,2),c(3,15)), alternative='two.sided')$p.value",
      expected: 0.0005367241191434359,
      actual: fisherExact({
        table: [
          [10, 2],
          [3, 15],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(10,2),c(3,15)), alternative='greater')$p.value",
      expected: 0.00046518094336290585,
      actual: fisherExact({
        table: [
          [10, 2],
          [3, 15],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(10,2),c(3,15)), alternative='less')$p.value",
      expected: 0.9999845190186861,
      actual: fisherExact({
        table: [
          [10, 2],
          [3, 15],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(3,1),c(1,3)), alternative='two.sided')$p.value",
      expected: 0.4857142857142858,
      actual: fisherExact({
        table: [
          [3, 1],
          [1, 3],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(3,1),c(1,3)), alternative='greater')$p.value",
      expected: 0.24285714285714288,
      actual: fisherExact({
        table: [
          [3, 1],
          [1, 3],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(3,1),c(1,3)), alternative='less')$p.value",
      expected: 0.9857142857142858,
      actual: fisherExact({
        table: [
          [3, 1],
          [1, 3],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,5),c(5,0)), alternative='two.sided')$p.value",
      expected: 0.00793650793650794,
      actual: fisherExact({
        table: [
          [0, 5],
          [5, 0],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,5),c(5,0)), alternative='greater')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [0, 5],
          [5, 0],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,5),c(5,0)), alternative='less')$p.value",
      expected: 0.003968253968253968,
      actual: fisherExact({
        table: [
          [0, 5],
          [5, 0],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,0),c(3,4)), alternative='two.sided')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [0, 0],
          [3, 4],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,0),c(3,4)), alternative='greater')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [0, 0],
          [3, 4],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(0,0),c(3,4)), alternative='less')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [0, 0],
          [3, 4],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(100,200),c(150,120)), alternative='two.sided')$p.value",
      expected: 9.654218494855645e-8,
      actual: fisherExact({
        table: [
          [100, 200],
          [150, 120],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(100,200),c(150,120)), alternative='greater')$p.value",
      expected: 0.9999999736951672,
      actual: fisherExact({
        table: [
          [100, 200],
          [150, 120],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(100,200),c(150,120)), alternative='less')$p.value",
      expected: 6.774818945025904e-8,
      actual: fisherExact({
        table: [
          [100, 200],
          [150, 120],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(1,24),c(5,60)), alternative='two.sided')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [1, 24],
          [5, 60],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(1,24),c(5,60)), alternative='greater')$p.value",
      expected: 0.8673354655993226,
      actual: fisherExact({
        table: [
          [1, 24],
          [5, 60],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(1,24),c(5,60)), alternative='less')$p.value",
      expected: 0.4643258704023705,
      actual: fisherExact({
        table: [
          [1, 24],
          [5, 60],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(12,5),c(29,2)), alternative='two.sided')$p.value",
      expected: 0.08026855207410466,
      actual: fisherExact({
        table: [
          [12, 5],
          [29, 2],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(12,5),c(29,2)), alternative='greater')$p.value",
      expected: 0.9945252060218822,
      actual: fisherExact({
        table: [
          [12, 5],
          [29, 2],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(12,5),c(29,2)), alternative='less')$p.value",
      expected: 0.04455473783507686,
      actual: fisherExact({
        table: [
          [12, 5],
          [29, 2],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(8,0),c(0,8)), alternative='two.sided')$p.value",
      expected: 0.00015540015540015556,
      actual: fisherExact({
        table: [
          [8, 0],
          [0, 8],
        ],
        alternative: 'two-sided',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(8,0),c(0,8)), alternative='greater')$p.value",
      expected: 7.770007770007774e-5,
      actual: fisherExact({
        table: [
          [8, 0],
          [0, 8],
        ],
        alternative: 'greater',
      }),
      tolerance: 1e-11,
    },
    {
      call: "fisher.test(rbind(c(8,0),c(0,8)), alternative='less')$p.value",
      expected: 1.0,
      actual: fisherExact({
        table: [
          [8, 0],
          [0, 8],
        ],
        alternative: 'less',
      }),
      tolerance: 1e-11,
    },
  ],
  wilsonInterval: [
    {
      call: 'suppressWarnings(prop.test(5,6,conf.level=0.95,correct=FALSE)$conf.int[1])',
      expected: 0.43649717781353,
      actual: wilsonInterval({ successes: 5, trials: 6, confidence: 0.95 }).lower,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(5,6,conf.level=0.95,correct=FALSE)$conf.int[2])',
      expected: 0.9699466302516934,
      actual: wilsonInterval({ successes: 5, trials: 6, confidence: 0.95 }).upper,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(0,10,conf.level=0.95,correct=FALSE)$conf.int[1])',
      expected: 0.0,
      actual: wilsonInterval({ successes: 0, trials: 10, confidence: 0.95 }).lower,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(0,10,conf.level=0.95,correct=FALSE)$conf.int[2])',
      expected: 0.27753279986288915,
      actual: wilsonInterval({ successes: 0, trials: 10, confidence: 0.95 }).upper,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(10,10,conf.level=0.9,correct=FALSE)$conf.int[1])',
      expected: 0.7870580299165931,
      actual: wilsonInterval({ successes: 10, trials: 10, confidence: 0.9 }).lower,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(10,10,conf.level=0.9,correct=FALSE)$conf.int[2])',
      expected: 1.0,
      actual: wilsonInterval({ successes: 10, trials: 10, confidence: 0.9 }).upper,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(50,100,conf.level=0.99,correct=FALSE)$conf.int[1])',
      expected: 0.37527962504483986,
      actual: wilsonInterval({ successes: 50, trials: 100, confidence: 0.99 }).lower,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(50,100,conf.level=0.99,correct=FALSE)$conf.int[2])',
      expected: 0.6247203749551602,
      actual: wilsonInterval({ successes: 50, trials: 100, confidence: 0.99 }).upper,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(1,1000,conf.level=0.95,correct=FALSE)$conf.int[1])',
      expected: 0.00017654637062607817,
      actual: wilsonInterval({ successes: 1, trials: 1000, confidence: 0.95 }).lower,
      tolerance: 1e-12,
    },
    {
      call: 'suppressWarnings(prop.test(1,1000,conf.level=0.95,correct=FALSE)$conf.int[2])',
      expected: 0.005642558597957934,
      actual: wilsonInterval({ successes: 1, trials: 1000, confidence: 0.95 }).upper,
      tolerance: 1e-12,
    },
  ],
  benjaminiHochberg: [
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[1]",
      expected: 0.007,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[0],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[2]",
      expected: 0.42,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[1],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[3]",
      expected: 0.07,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[2],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[4]",
      expected: 0.07,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[3],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[5]",
      expected: 1.0,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[4],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[6]",
      expected: 0.07,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[5],
    },
    {
      call: "p.adjust(c(0.001,0.3,0.04,0.04,0.9,0.02,1),'BH')[7]",
      expected: 1.0,
      actual: benjaminiHochberg([0.001, 0.3, 0.04, 0.04, 0.9, 0.02, 1])[6],
    },
  ],
  quantile: [
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0,type=7)',
      expected: -2.0,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0.1,type=7)',
      expected: -0.7999999999999998,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0.1 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0.25,type=7)',
      expected: 1.55,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0.25 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0.333,type=7)',
      expected: 3.0938000000000008,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0.333 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0.5,type=7)',
      expected: 4.5,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0.5 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),0.9,type=7)',
      expected: 8.750000000000002,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 0.9 }),
    },
    {
      call: 'quantile(c(3.1,-2,7.25,0,11,4.5,4.5),1,type=7)',
      expected: 11.0,
      actual: quantile({ values: [3.1, -2, 7.25, 0, 11, 4.5, 4.5], probability: 1 }),
    },
  ],
  meanVariance: [
    {
      call: 'var(c(3.1,-2,7.25,0,11,4.5,4.5))',
      expected: 18.809166666666666,
      actual: meanVariance([3.1, -2, 7.25, 0, 11, 4.5, 4.5]).variance,
    },
    {
      call: 'var(1e9+c(3.1,-2,7.25,0,11,4.5,4.5))',
      expected: 18.809166659116748,
      actual: meanVariance([3.1, -2, 7.25, 0, 11, 4.5, 4.5].map((value) => value + 1e9)).variance,
      tolerance: 1e-6,
    },
  ],
  midranks: [
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[1]',
      expected: 3.0,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[0],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[2]',
      expected: 1.0,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[1],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[3]',
      expected: 6.0,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[2],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[4]',
      expected: 2.0,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[3],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[5]',
      expected: 7.0,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[4],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[6]',
      expected: 4.5,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[5],
    },
    {
      call: 'rank(c(3.1,-2,7.25,0,11,4.5,4.5))[7]',
      expected: 4.5,
      actual: midranks([3.1, -2, 7.25, 0, 11, 4.5, 4.5])[6],
    },
  ],
};

describe.each(Object.entries(rows))('%s agrees with R', (_, table) => {
  it.each(table)('$call', ({ expected, actual, tolerance = 1e-12 }) => {
    expect(actual).toBeTypeOf('number');
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
  });
});
