// Whether what a caption claims is so, judged from the weights by a network written out here in f64 and from losses and
// curves as they went: nothing of it is taken from the module's own reading.

const erf = (x) => {
  // Abramowitz and Stegun 7.1.26, good to 1.5e-7.
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return Math.sign(x) * y;
};
const softplus = (z) => (z > 30 ? z : Math.log1p(Math.exp(z)));

const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(z, 0),
  leaky_relu: (z) => Math.max(z, 0.2 * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z)),
  gelu: (z) => 0.5 * z * (1 + erf(z / Math.SQRT2)),
  silu: (z) => z / (1 + Math.exp(-z)),
  softplus,
  softsign: (z) => z / (1 + Math.abs(z)),
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  hard_sigmoid: (z) => Math.min(1, Math.max(0, z / 6 + 0.5)),
  mish: (z) => z * Math.tanh(softplus(z)),
  exponential: Math.exp,
  sin: Math.sin,
  gaussian: (z) => Math.exp(-z * z),
};

/** What each hidden layer gives at x, and the output last. */
function pass(layers, parameters, x) {
  const all = [];
  let values = [x];
  let at = 0;
  for (const { units, activation } of [...layers, { units: 1, activation: 'linear' }]) {
    const bias = at + values.length * units;
    const next = Array.from({ length: units }, (_, j) => {
      let sum = parameters[bias + j];
      for (let i = 0; i < values.length; i += 1) sum += values[i] * parameters[at + i * units + j];
      return ACTIVATIONS[activation](sum);
    });
    at = bias + units;
    values = next;
    all.push(values);
  }
  return all;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rms = (values) => Math.sqrt(mean(values.map((value) => value * value)));
const deviation = (values) => rms(values.map((value) => value - mean(values)));

/** What is taken off and divided by before the network sees values. */
const scaleOf = ({ scaling }, values) => (scaling === 'standardize' ? { mean: mean([...values]), deviation: deviation([...values]) || 1 } : { mean: 0, deviation: 1 });

/** What the least-squares line leaves. */
function offLine(xs, ys) {
  const [mx, my] = [mean(xs), mean(ys)];
  const slope = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  return ys.map((y, i) => y - my - slope * (x(i) - mx));
  function x(i) {
    return xs[i];
  }
}

/** The mean of the values within a share of the epoch around it. */
function around(epochs, losses, epoch, share = 0.05) {
  const near = losses.filter((_, i) => Math.abs(epochs[i] - epoch) <= Math.max(3, share * epoch));
  return mean([...near]);
}

/** Whether the loss neither swings nor falls. */
function rests({ epochs, losses }, epoch) {
  const last = losses.slice(-Math.max(5, epoch / 10));
  const calm = deviation(last) < 0.2 * mean(last);
  return calm && mean(last) > 0.98 * around(epochs, losses, epoch / 2.5);
}

/**
 * @param trainer as it stands
 * @param insight what it says
 * @param copy makes another trainer of the same state
 * @returns {string[]} claims that do not hold; none where all do
 */
export function untrue(trainer, insight, copy) {
  const config = trainer.config();
  const wrong = [];
  const claim = (holds, what) => void (holds || wrong.push(what));
  if (insight.code === 'diverged') {
    claim(trainer.diverged, 'nothing diverged');
    return wrong;
  }
  const parameters = trainer.parameters();
  const xs = [...(config.function === null ? trainer.trainX : trainer.grid)];
  const truth = [...(config.function === null ? trainer.trainY : trainer.target)];
  const [inX, inY] = [scaleOf(config, trainer.trainX), scaleOf(config, trainer.trainY)];
  const hidden = xs.map((x) => pass(config.layers, parameters, (x - inX.mean) / inX.deviation));
  const curve = hidden.map((all) => all.at(-1)[0] * inY.deviation + inY.mean);
  const errors = curve.map((y, i) => y - truth[i]);
  const constant = deviation(truth) < 1e-9;
  const scale = constant ? Math.abs(mean(truth)) || 1 : deviation(truth);
  const off = rms(errors);
  const span = Math.max(...truth) - Math.min(...truth) || scale;
  claim(Math.abs(insight.rmse - off) <= 0.01 * off + 1e-5 * scale, `rmse ${insight.rmse} is ${off}`);
  const inside = (from, to) => errors.filter((_, i) => xs[i] >= from - 1e-6 * span && xs[i] <= to + 1e-6 * span);
  const energy = (values) => values.reduce((sum, value) => sum + value * value, 0);
  const shareOf = (from, to) => energy(inside(from, to)) / energy(errors);
  const silent = (layer, unit) => hidden.every((all) => all[layer][unit] === 0);
  const history = { epochs: [...trainer.lossEpochs()], losses: [...trainer.lossHistory()] };
  const isStraight = () => rms(offLine(xs, curve)) <= 0.03 * scale;

  switch (insight.code) {
    case 'fits':
      claim(off <= 0.06 * scale, 'it does not fit');
      break;
    case 'linear_limit':
      claim(off <= 1.03 * rms(offLine(xs, truth)), 'a line fits better');
      claim(config.layers.every(({ activation }) => activation === 'linear'), 'not all neurons are linear');
      break;
    case 'straight_line': {
      claim(isStraight(), 'it is not straight');
      const units = config.layers[0].units;
      const kinks = Array.from({ length: units }, (_, j) => -parameters[units + j] / parameters[j]);
      const [low, high] = trainer.domain;
      if (insight.kinksInside >= 0) claim(kinks.filter((x) => x > low && x < high).length === insight.kinksInside, 'kinks are miscounted');
      if (insight.since) claim(around(history.epochs, history.losses, trainer.epoch) > 0.9 * around(history.epochs, history.losses, insight.since), 'it got better');
      break;
    }
    case 'dead_units': {
      const dead = Array.from({ length: config.layers[0].units }, (_, j) => silent(0, j)).filter(Boolean).length;
      claim(dead === insight.dead, `${dead} are dead`);
      claim(off > 0.05 * scale, 'it fits all the same');
      break;
    }
    case 'dead_layer':
      claim(config.layers.length > 1 && Array.from({ length: insight.units }, (_, j) => silent(insight.layer - 1, j)).every(Boolean), 'the layer is not dead');
      claim(Math.max(...curve) - Math.min(...curve) < 1e-5 * scale, 'it is not horizontal');
      break;
    case 'leaps': {
      const next = copy();
      const curves = Array.from({ length: 10 }, () => [...next.step(1)]);
      next.free();
      const leaps = curves.slice(1).map((ys, i) => rms(ys.map((y, j) => y - curves[i][j])));
      claim(mean(leaps) > 0.1 * scale, `it moves by ${(mean(leaps) / scale).toFixed(3)} of the spread`);
      break;
    }
    case 'wide_swings': {
      claim(off < 0.8 * scale, 'the rough shape is not there');
      const share = shareOf(insight.missingFrom, insight.missingTo);
      claim(Math.abs(share - insight.missingShare) < 0.02, `the share is ${share}`);
      const width = insight.missingTo - insight.missingFrom;
      claim(xs.every((x) => shareOf(x, x + width) <= share + 0.01), 'it is further off elsewhere');
      break;
    }
    case 'one_place': {
      claim(off < 0.5 * scale, 'the wide swings are not there');
      claim(Math.abs(shareOf(insight.from, insight.to) - insight.share) < 0.02, 'the share is another');
      const at = xs.findIndex((x) => Math.abs(x - insight.worstX) <= 1e-6 * (trainer.domain[1] - trainer.domain[0]));
      claim(at >= 0 && Math.abs(errors[at] - insight.worstError) < 0.01 * span, 'the worst error is another');
      break;
    }
    case 'fine_detail_missing': {
      // Averaged over a tenth of the domain, fine waves are gone, and so is most of the error.
      const smooth = errors.map((_, i) => mean(errors.slice(Math.max(0, i - 5), i + 6)));
      claim(rms(smooth) < 0.75 * off, 'the error is no ripple');
      claim(rms(smooth) < 0.35 * scale, 'it does not follow the wide swings');
      break;
    }
    case 'settled':
      claim(around(history.epochs, history.losses, trainer.epoch) > 0.9 * around(history.epochs, history.losses, insight.since), 'it got better');
      break;
    case 'learning':
      if (trainer.epoch >= 300) claim(!rests(history, trainer.epoch), 'it has long finished');
      break;
    case 'overfits': {
      const held = [...trainer.validationLossHistory()];
      const smooth = held.map((_, i) => mean(held.slice(Math.max(0, i - 10), i + 11)));
      const best = Math.min(...smooth);
      claim(smooth.at(-1) > 1.2 * best, 'validation did not get worse');
      claim(around(history.epochs, smooth, insight.bestEpoch) < 1.35 * best, `the best was another epoch than ${insight.bestEpoch}`);
      break;
    }
    default:
      wrong.push(`nobody judges ${insight.code}`);
  }
  return wrong;
}
