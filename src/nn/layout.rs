//! Where each weight lies.
//!
//! All parameters are one run of vectors, layer by layer: kernel, then bias. A kernel is cut into panels of four
//! units, `panel[unit / 4][input]` holding the weights of four units for one input. Two panels lie interleaved, as
//! `pair[unit / 8][input][2]`, so that the loops of `super::dense`, which take two at a time, follow one address; of
//! an odd number the last panel lies alone. The output layer has one unit, so its four lanes are four inputs.
//! Numbers of units are padded to a multiple of four; padding is 0 and stays 0.

use super::simd::LANES;
use std::ops::Range;

/// How many vectors hold n numbers.
pub fn vectors(n: usize) -> usize {
    n.div_ceil(LANES)
}

/// One dense layer's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    /// Without padding.
    pub inputs: usize,
    /// Without padding.
    pub outputs: usize,
    /// Vectors of the kernel.
    pub kernel: Range<usize>,
    /// Vectors of the bias.
    pub bias: Range<usize>,
    /// Vectors of a panel: the inputs with their padding; of the first layer 1.
    pub panel_len: usize,
    /// The output layer's lanes are inputs.
    lanes_are_inputs: bool,
}

impl Dense {
    /// The place, as a number among all lanes, of the weight from `input` to `output`.
    fn weight_lane(&self, input: usize, output: usize) -> usize {
        if self.lanes_are_inputs {
            return self.kernel.start * LANES + input;
        }
        let panels = self.kernel.len() / self.panel_len;
        let (start, stride) = panel_place(output / LANES, panels, self.panel_len);
        (self.kernel.start + start + input * stride) * LANES + output % LANES
    }
}

/// Where a panel of that length begins among so many, and how far apart its vectors are.
pub fn panel_place(panel: usize, panels: usize, len: usize) -> (usize, usize) {
    let first = panel / 2 * 2;
    if first + 1 < panels { (first * len + panel % 2, 2) } else { (panel * len, 1) }
}

/// The places of all layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// From the input to the output.
    pub layers: Vec<Dense>,
    /// Vectors in all.
    pub len: usize,
    /// For each parameter in Keras' order, its lane.
    lanes: Vec<u32>,
}

impl Layout {
    /// For one input, those hidden units, and one output.
    pub fn new(hidden: &[usize]) -> Self {
        let mut layers = Vec::new();
        let mut len = 0;
        let mut take = |n: usize| {
            len += n;
            len - n..len
        };
        let mut inputs = 1;
        for &outputs in hidden {
            let panel_len = if layers.is_empty() { 1 } else { vectors(inputs) * LANES };
            let kernel = take(vectors(outputs) * panel_len);
            let bias = take(vectors(outputs));
            layers.push(Dense { inputs, outputs, kernel, bias, panel_len, lanes_are_inputs: false });
            inputs = outputs;
        }
        let (kernel, bias) = (take(vectors(inputs)), take(1));
        layers.push(Dense { inputs, outputs: 1, panel_len: kernel.len(), kernel, bias, lanes_are_inputs: true });
        let lanes = keras_order(&layers);
        Layout { layers, len, lanes }
    }

    /// How many parameters there are, without padding.
    pub fn count(&self) -> usize {
        self.lanes.len()
    }

    /// The places, in Keras' order, of the weights by which what a hidden unit gives goes on.
    pub fn outgoing(&self, layer: usize, unit: usize) -> Range<usize> {
        let before = self.layers[..=layer].iter().map(|layer| (layer.inputs + 1) * layer.outputs).sum::<usize>();
        let next = self.layers[layer + 1].outputs;
        before + unit * next..before + (unit + 1) * next
    }

    /// The places of all weights of a hidden unit: the incoming ones, its bias and the outgoing ones.
    pub fn around(&self, layer: usize, unit: usize) -> impl Iterator<Item = usize> + use<> {
        let Dense { inputs, outputs, .. } = self.layers[layer];
        let after = self.outgoing(layer, 0).start;
        let start = after - (inputs + 1) * outputs;
        // The bias follows the kernel as one input more would.
        (start + unit..after).step_by(outputs).chain(self.outgoing(layer, unit))
    }

    /// The hidden unit that the weight at a place leads away from, as its layer, its index there, and the weight's index
    /// among the unit's outgoing ones. `None` for a bias, and for weights of the first layer, which lead away from x.
    pub fn source_of(&self, place: usize) -> Option<(usize, usize, usize)> {
        let mut start = 0;
        for (index, Dense { inputs, outputs, .. }) in self.layers.iter().enumerate() {
            let inside = place - start;
            if inside < inputs * outputs {
                return index.checked_sub(1).map(|layer| (layer, inside / outputs, inside % outputs));
            }
            start += (inputs + 1) * outputs;
            if place < start {
                return None;
            }
        }
        None
    }

    /// Lanes of the parameters in the order of Keras' `get_weights()`.
    pub fn lanes(&self) -> &[u32] {
        &self.lanes
    }

    /// Reads the parameters in Keras' order.
    pub fn gather(&self, lanes: &[f32]) -> Vec<f32> {
        self.lanes.iter().map(|&lane| lanes[lane as usize]).collect()
    }

    /// Writes the parameters, given in Keras' order.
    pub fn scatter(&self, parameters: &[f32], lanes: &mut [f32]) {
        for (&lane, &parameter) in self.lanes.iter().zip(parameters) {
            lanes[lane as usize] = parameter;
        }
    }
}

/// Per layer the kernel [in × out] row-major, then the bias.
fn keras_order(layers: &[Dense]) -> Vec<u32> {
    let mut lanes = Vec::new();
    for layer in layers {
        for input in 0..layer.inputs {
            lanes.extend((0..layer.outputs).map(|output| layer.weight_lane(input, output) as u32));
        }
        lanes.extend((0..layer.outputs).map(|output| (layer.bias.start * LANES + output) as u32));
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_place_of_its_own() {
        for hidden in [&[300][..], &[1], &[5, 3], &[1, 1, 9], &[4, 8, 4]] {
            let layout = Layout::new(hidden);
            let mut widths = vec![1];
            widths.extend(hidden);
            widths.push(1);
            let expected: usize = widths.windows(2).map(|w| (w[0] + 1) * w[1]).sum();
            assert_eq!(layout.count(), expected);
            let mut lanes = layout.lanes().to_vec();
            lanes.sort_unstable();
            lanes.dedup();
            assert_eq!(lanes.len(), expected);
            assert!((*lanes.last().unwrap() as usize) < layout.len * LANES);
        }
    }

    #[test]
    fn what_a_unit_gives_goes_on_by_its_row_of_the_next_kernel() {
        // 5 units: 5 + 5; then 5 × 3 + 3; then 3 + 1.
        let layout = Layout::new(&[5, 3]);
        assert_eq!(layout.outgoing(0, 4), 10 + 12..10 + 15);
        assert_eq!(layout.outgoing(1, 2), 28 + 2..28 + 3);
        for layer in 0..2 {
            for unit in 0..[5, 3][layer] {
                for (index, place) in layout.outgoing(layer, unit).enumerate() {
                    assert_eq!(layout.source_of(place), Some((layer, unit, index)));
                }
            }
        }
        let nobodys: Vec<usize> = (0..layout.count()).filter(|&place| layout.source_of(place).is_none()).collect();
        assert_eq!(nobodys, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 25, 26, 27, 31]);
        assert_eq!(layout.around(0, 4).collect::<Vec<_>>(), [4, 9, 22, 23, 24]);
        assert_eq!(layout.around(1, 1).collect::<Vec<_>>(), [11, 14, 17, 20, 23, 26, 29]);
    }

    #[test]
    fn what_is_scattered_is_gathered() {
        let layout = Layout::new(&[5, 3]);
        let parameters: Vec<f32> = (1..=layout.count()).map(|i| i as f32).collect();
        let mut lanes = vec![0.0; layout.len * LANES];
        layout.scatter(&parameters, &mut lanes);
        assert_eq!(layout.gather(&lanes), parameters);
        assert_eq!(lanes.iter().filter(|&&w| w != 0.0).count(), parameters.len(), "padding stays 0");
    }
}
