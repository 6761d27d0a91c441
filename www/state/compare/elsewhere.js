// @ts-check

/** Of the experiment's 10,000 epochs, in seconds, on other machines and by other programs. */
export const MEASURED_ELSEWHERE = [
  { name: 'Keras 3, TensorFlow', seconds: 604 },
  { name: 'TF.js, WebAssembly', seconds: 145 },
  { name: 'Keras, Theano, 2016', seconds: 60 },
  { name: 'Keras 3, JAX', seconds: 37 },
  { name: 'ConvNetJS', seconds: 24 },
  { name: 'JAX, jit + scan', seconds: 1.4 },
];
