// @ts-check
/** The same network on the same data in PyTorch, as a short script. Where PyTorch's rule is another one, it is written out. */
import { dataLines, python, rateSteps, scaledPlace, unitsLines } from './python.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Config} Config
 * @typedef {import('./python.js').Comment} Comment
 */

/** @type {Record<string, string>} */
const ACTIVATIONS = {
  relu: 'nn.ReLU()', leaky_relu: 'nn.LeakyReLU(0.2)', elu: 'nn.ELU()', selu: 'nn.SELU()', gelu: 'nn.GELU()', silu: 'nn.SiLU()', softplus: 'nn.Softplus()', softsign: 'nn.Softsign()',
  tanh: 'nn.Tanh()', sigmoid: 'nn.Sigmoid()', hard_sigmoid: 'nn.Hardsigmoid()', mish: 'nn.Mish()', exponential: 'Apply(torch.exp)', sin: 'Apply(torch.sin)', gaussian: 'Apply(lambda z: torch.exp(-z * z))',
};

/** A function as a layer, for what PyTorch has no layer of. */
const APPLY = ['class Apply(nn.Module):', '    def __init__(self, function):', '        super().__init__()', '        self.function = function', '', '    def forward(self, z):', '        return self.function(z)', '', ''];

/** @type {Record<string, string>} */
const LOSSES = {
  mean_squared_error: 'nn.MSELoss()',
  mean_absolute_error: 'nn.L1Loss()',
  huber: 'nn.HuberLoss()',
  log_cosh: 'lambda a, b: (a - b + nn.functional.softplus(-2 * (a - b)) - math.log(2)).mean()',
};

/** Keras' truncated normals have the standard deviation they name; this is that of a standard one. */
const TRUNCATED = 0.87962566103423978;

/** A line that fills `tensor`, whose fans are given. @param {Config['kernelInitializer'] | Config['biasInitializer']} given @param {string} tensor @param {number} fanIn @param {number} fanOut */
function fill(given, tensor, fanIn, fanOut) {
  const { kind, ...rest } = /** @type {{kind: string, minval?: number, maxval?: number, mean?: number, stddev?: number}} */ (given);
  if (kind === 'random_uniform') return `nn.init.uniform_(${tensor}, ${rest.minval}, ${rest.maxval})`;
  if (kind === 'random_normal') return `nn.init.normal_(${tensor}, ${rest.mean}, ${rest.stddev})`;
  const variances = { glorot: 2 / (fanIn + fanOut), he: 2 / fanIn, lecun: 1 / fanIn };
  const [family, shape] = kind.split('_');
  const variance = variances[/** @type {keyof typeof variances} */ (family)];
  if (variance === undefined) return `nn.init.zeros_(${tensor})`;
  if (shape === 'uniform') return `nn.init.uniform_(${tensor}, ${-Math.sqrt(3 * variance)}, ${Math.sqrt(3 * variance)})`;
  const deviation = Math.sqrt(variance) / TRUNCATED;
  return `nn.init.trunc_normal_(${tensor}, 0, ${deviation}, ${-2 * deviation}, ${2 * deviation})`;
}

/** @param {Config} config @param {Comment} comment */
function network(config, comment) {
  const { layers, kernelInitializer, biasInitializer, domain } = config;
  const widths = [1, ...layers.map(({ units }) => units), 1];
  const modules = layers.flatMap(({ activation }, i) => [`nn.Linear(${widths[i]}, ${widths[i + 1]})`, ...(activation === 'linear' ? [] : [ACTIVATIONS[activation]])]);
  const places = layers.reduce((found, { activation }) => [...found, found[found.length - 1] + (activation === 'linear' ? 1 : 2)], [0]);
  const initial = places.flatMap((place, i) => [
    `    ${fill(kernelInitializer, `model[${place}].weight`, widths[i], widths[i + 1])}`,
    `    ${biasInitializer.kind === 'spread' ? `nn.init.zeros_(model[${place}].bias)` : fill(biasInitializer, `model[${place}].bias`, widths[i + 1], widths[i + 1])}`,
  ]);
  const [low, high] = domain ?? [0, 1];
  const spread = biasInitializer.kind !== 'spread' ? [] : [
    `    # ${comment('spread')}`,
    `    centres = ${scaledPlace(config, `${low} + ${high - low} * (torch.arange(${widths[1]}) + 0.5) / ${widths[1]}`)}`,
    '    model[0].bias.copy_(-model[0].weight[:, 0] * centres)',
  ];
  return ['model = nn.Sequential(', ...[...modules, `nn.Linear(${widths[widths.length - 2]}, 1)`].map((module) => `    ${module},`), ')', 'with torch.no_grad():', ...initial, ...spread];
}

/** Rules that PyTorch has not, or with epsilon in another place. @type {Record<string, (o: any) => string[]>} */
const OWN_RULES = {
  rmsprop: ({ rho, momentum, epsilon, centered }) => [
    `        squares[p] = ${rho} * squares[p] + ${1 - rho} * g * g`,
    ...(centered ? [`        means[p] = ${rho} * means[p] + ${1 - rho} * g`] : []),
    `        change = rate * g / (squares[p]${centered ? ' - means[p] ** 2' : ''} + ${epsilon}).sqrt()`,
    ...(momentum ? [`        speed[p] = ${momentum} * speed[p] + change`, '        change = speed[p]'] : []),
    '        p -= change',
  ],
  adagrad: ({ epsilon }) => ['        squares[p] = squares[p] + g * g', `        p -= rate * g / (squares[p] + ${epsilon}).sqrt()`],
  lion: ({ beta1, beta2 }) => [`        p -= rate * (${beta1} * speed[p] + ${1 - beta1} * g).sign()`, `        speed[p] = ${beta2} * speed[p] + ${1 - beta2} * g`],
};

/** PyTorch's momentum carries gradients on, Keras' carries steps: not the same once the rate changes. @param {any} o */
const MOMENTUM = ({ momentum, nesterov }) => [
  `        speed[p] = ${momentum} * speed[p] - rate * g`,
  nesterov ? `        p += ${momentum} * speed[p] - rate * g` : '        p += speed[p]',
];

/** The rule that is to be written out, if any. @param {Config} config */
function ownRule(config) {
  const { optimizer } = config;
  return optimizer.kind === 'sgd' && optimizer.momentum && rateSteps(config).starts.length > 0 ? MOMENTUM : OWN_RULES[optimizer.kind];
}

/** @type {Record<string, (o: any) => string>} */
const RULES = {
  sgd: ({ momentum, nesterov }) => `SGD(model.parameters(), lr=rate${momentum ? `, momentum=${momentum}` : ''}${momentum && nesterov ? ', nesterov=True' : ''})`,
  adadelta: ({ rho, epsilon }) => `Adadelta(model.parameters(), lr=rate, rho=${rho}, eps=${epsilon})`,
  adam: (o) => `Adam(model.parameters(), lr=rate, ${moments(o)})`,
  adamw: (o) => `AdamW(model.parameters(), lr=rate, ${moments(o)}, weight_decay=${o.weightDecay})`,
  adamax: (o) => `Adamax(model.parameters(), lr=rate, betas=(${o.beta1}, ${o.beta2}), eps=${o.epsilon})`,
  // Without it PyTorch's schedule of momenta is 250 times slower than Keras'.
  nadam: (o) => `NAdam(model.parameters(), lr=rate, betas=(${o.beta1}, ${o.beta2}), eps=${o.epsilon}, momentum_decay=1.0)`,
};

/** @param {any} o */
const moments = ({ beta1, beta2, epsilon, amsgrad }) => `betas=(${beta1}, ${beta2}), eps=${epsilon}${amsgrad ? ', amsgrad=True' : ''}`;

/** @param {Config} config @param {Comment} comment */
function optimizerLines(config, comment) {
  const { optimizer } = config;
  const own = ownRule(config);
  if (!own) return [`optimizer = torch.optim.${RULES[optimizer.kind](optimizer)}`];
  const start = optimizer.kind === 'adagrad' ? optimizer.initialAccumulatorValue : 0;
  return [
    `squares, means, speed = ({p: torch.full_like(p, value) for p in model.parameters()} for value in (${python(start)}, 0.0, 0.0))`,
    '',
    '',
    `# ${comment('rule')}`,
    '@torch.no_grad()',
    'def update():',
    '    for p in model.parameters():',
    '        g = p.grad',
    ...own(optimizer),
    '',
  ];
}

/** A rate that was changed while the run trained: looked up before each update. @param {Config} config @param {Comment} comment */
function rateLines(config, comment) {
  const { rates, starts } = rateSteps(config);
  if (starts.length === 0) return [`rate = ${python(rates[0])}`];
  return [`# ${comment('rates')}`, `rates, starts = [${rates.map(python).join(', ')}], [${starts.join(', ')}]`, `rate, updates = ${python(rates[0])}, 0`];
}

/** @param {Config} config */
function rateUpdateLines(config) {
  if (rateSteps(config).starts.length === 0) return [];
  const own = ownRule(config) !== undefined;
  return ['        rate = rates[sum(start <= updates for start in starts)]', '        updates += 1', ...(own ? [] : ['        optimizer.param_groups[0]["lr"] = rate'])];
}

/** @param {Config} config */
function trainingLines(config) {
  const { batchSize, shuffle, optimizer, regularizer } = config;
  const penalty = regularizer.l1 || regularizer.l2;
  // Keras takes the decay from the weights before the update, and so does AdamW here.
  const decays = Boolean(optimizer.weightDecay) && optimizer.kind !== 'adamw';
  return [
    `    order = ${shuffle ? 'torch.randperm(len(x))' : 'torch.arange(len(x))'}`,
    '    total = 0.0',
    `    for batch in order.split(${batchSize}):`,
    ...rateUpdateLines(config),
    '        loss = loss_of(model(x[batch]), y[batch])',
    ...(penalty ? [`        loss = loss + sum(${regularizer.l1} * p.abs().sum() + ${regularizer.l2} * (p * p).sum() for p in model.parameters() if p.ndim == 2)`] : []),
    '        model.zero_grad()',
    '        loss.backward()',
    ...(decays ? ['        with torch.no_grad():', '            for p in model.parameters():', `                p.mul_(1 - rate * ${optimizer.weightDecay})`] : []),
    ownRule(config) ? '        update()' : '        optimizer.step()',
    '        total += loss.item() * len(batch)',
    '    losses.append(total / len(x))',
  ];
}

/**
 * @param {Run} run
 * @param {string | null} numpy the function as NumPy writes it
 * @param {number} epochs
 * @param {Comment} comment
 */
export function pytorchScript(run, numpy, epochs, comment) {
  const { config } = run;
  const own = config.layers.some(({ activation }) => ACTIVATIONS[activation]?.startsWith('Apply'));
  return [
    `# ${comment('same', { framework: 'PyTorch' })}`,
    `# ${run.link}`,
    ...(config.loss === 'log_cosh' ? ['import math'] : []),
    'import numpy as np',
    'import torch',
    'from torch import nn',
    '',
    ...(own ? ['', ...APPLY] : []),
    `torch.manual_seed(${config.seed})`,
    ...dataLines(run, numpy, comment),
    'x, y = torch.from_numpy(x)[:, None], torch.from_numpy(y)[:, None]',
    '',
    ...network(config, comment),
    '',
    ...rateLines(config, comment),
    ...optimizerLines(config, comment),
    `loss_of = ${LOSSES[config.loss]}`,
    '',
    'losses = []',
    `for epoch in range(${epochs}):`,
    ...trainingLines(config),
    'print("loss", losses[-1])',
    ...unitsLines(config, '(model(x) - y).detach().numpy()', comment),
    '',
  ].join('\n');
}
