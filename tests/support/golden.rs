//! The runs of the golden table, and how a line of it is made. Shared by `tests/golden.rs`, which compares, and
//! `examples/golden.rs`, which writes the table anew when the engine's version rises.

use lernkurve::Trainer;

/// Links without their version, and the epochs after which each run is looked at. `tests/golden.rs` holds that every
/// variant of every choice is among them; there are partial batches, ties, padding of every width, each kernel, and
/// arguments so large that formulas need their guards.
pub const RUNS: &[(&str, &[u32])] = &[
    ("", &[0, 1, 10, 200]),
    ("layers=1:relu&samples=7&batchSize=3", &[20]),
    ("layers=2:leaky_relu&batchSize=101", &[20]),
    ("layers=3:hard_sigmoid&kernelInitializer=he_normal", &[20]),
    ("layers=300:linear", &[20]),
    ("layers=301:sigmoid", &[20]),
    ("layers=18:elu&optimizer=sgd&learningRate=0.05&momentum=0.9&nesterov=true", &[20]),
    ("layers=19:selu&optimizer=sgd&learningRate=0.05&kernelInitializer=lecun_normal", &[20]),
    ("layers=20:gelu&optimizer=adam&learningRate=0.01&kernelInitializer=glorot_normal", &[20]),
    ("layers=21:silu&optimizer=adamw&learningRate=0.01&kernelInitializer=glorot_uniform", &[20]),
    ("layers=22:softplus&optimizer=adamax&learningRate=0.01", &[20]),
    ("layers=23:softsign&optimizer=nadam&learningRate=0.01", &[20]),
    ("layers=24:tanh&optimizer=rmsprop&learningRate=0.001", &[20]),
    ("layers=25:mish&optimizer=rmsprop&learningRate=0.001&centered=true&momentum=0.5", &[20]),
    ("layers=26:exponential&optimizer=adagrad&learningRate=0.01", &[20]),
    ("layers=27:sin&optimizer=lion&learningRate=0.001&kernelInitializer=random_normal", &[20]),
    ("layers=28:gaussian&optimizer=adam&learningRate=0.01&amsgrad=true&biasInitializer=spread", &[20]),
    ("layers=9:tanh,7:relu&loss=huber&kernelInitializer=he_uniform&batchSize=16", &[20]),
    ("layers=5:sigmoid,1:tanh,6:elu&loss=log_cosh&kernelInitializer=lecun_uniform&batchSize=1", &[5]),
    ("layers=1:tanh,4:gelu&loss=mean_absolute_error&shuffle=false", &[20]),
    ("layers=64:relu,64:relu&kernelInitializer=he_uniform&optimizer=adam&batchSize=32", &[20]),
    ("layers=40:relu&sampling=random&noise=0.1&validation=0.2&seed=9007199254740991", &[20]),
    ("layers=40:relu&points=0,0.5;1,0.2;0.5,0.9;0.5,0.1;-3,0&biasInitializer=spread", &[50]),
    ("layers=30:tanh&l1=0.0001&l2=0.001&kernelInitializer=glorot_uniform", &[20]),
    ("function=sin(1/x)&domain=0.05,3&samples=1000&batchSize=64&layers=100:relu", &[5]),
    // Straight pieces that begin and end within a batch, and domains far from 0, where x is counted from the middle.
    (
        "layers=13:hard_sigmoid&function=x/1000&domain=-2000,3000&optimizer=adam&learningRate=0.01&kernelInitializer.minval=-1&kernelInitializer.maxval=1",
        &[20],
    ),
    ("layers=13:relu&function=sin(x)&domain=1990,2024&optimizer=adam&learningRate=0.01", &[20]),
    ("layers=14:leaky_relu&function=sin(x)&domain=1990,2024&optimizer=adam&learningRate=0.01", &[20]),
    ("layers=15:hard_sigmoid&function=sin(x)&domain=1990,2024&optimizer=adam&learningRate=0.01", &[20]),
    (
        "layers=16:relu&points=1990,0.44;1995,0.45;2000,0.42;2005,0.68;2010,0.72&scaling=standardize&biasInitializer=spread",
        &[50],
    ),
    ("optimizer=sgd&learningRate=1000", &[20]),
    (
        "layers=17:linear,10:leaky_relu,3:selu&optimizer=sgd&learningRate=0.02&momentum=0.8&biasInitializer=random_uniform",
        &[20],
    ),
    ("layers=6:silu,12:softplus,33:softsign&optimizer=rmsprop&learningRate=0.002&biasInitializer=random_normal", &[20]),
    (
        "layers=8:hard_sigmoid,2:mish,5:exponential&optimizer=adamw&amsgrad=true&learningRate=0.01&biasInitializer=glorot_uniform",
        &[20],
    ),
    ("layers=16:sin,16:gaussian&optimizer=adagrad&learningRate=0.1&biasInitializer=glorot_normal&batchSize=7", &[20]),
    ("layers=12:sigmoid,13:tanh&optimizer=adam&learningRate=0.01&biasInitializer=he_uniform&l1=0.001", &[20]),
    ("layers=20:elu,11:gelu&optimizer=nadam&learningRate=0.01&biasInitializer=he_normal&l2=0.001", &[20]),
    (
        "layers=14:mish&optimizer=rmsprop&learningRate=0.001&momentum=0.5&biasInitializer=lecun_uniform&batchSize=4",
        &[20],
    ),
    ("layers=10:gelu&optimizer=adagrad&initialAccumulatorValue=0&learningRate=0.1&biasInitializer=lecun_normal", &[20]),
    ("layers=30:relu&kernelInitializer=zeros&biasInitializer=random_normal&biasInitializer.stddev=1", &[20]),
    (
        "layers=40:tanh&scaling=standardize&function=1e5%20sin(x/100)%20+%203e6&domain=1990,2024&optimizer=adam&learningRate=0.01",
        &[20],
    ),
    ("layers=16:relu,16:relu&scaling=standardize&points=1990,5;2000,9;2010,4;2024,30&validation=0.3", &[20]),
    ("layers=20:tanh&optimizer=adam&learningRateChanges=10:0.05;30:0.001", &[20]),
    ("layers=32:tanh,16:relu&validation=0.25&noise=0.05&optimizer=lion&learningRate=0.001&weightDecay=0.1", &[20]),
    ("layers=4096:relu&samples=500&batchSize=1000", &[3]),
    ("layers=3:relu&samples=2&batchSize=1", &[20]),
    ("layers=9:sigmoid,9:sigmoid&domain=-2000,3000&function=x/1000&optimizer=adam", &[10]),
    (
        "layers=11:tanh&domain=-2000,3000&function=x/1000&optimizer=adam&kernelInitializer.minval=-1&kernelInitializer.maxval=1",
        &[10],
    ),
    (
        "layers=11:gelu&domain=-2000,3000&function=x/1000&optimizer=adam&kernelInitializer=random_normal&kernelInitializer.stddev=1",
        &[10],
    ),
    (
        "layers=7:sin&domain=0,100000&function=sin(x)&optimizer=adam&kernelInitializer.minval=-1&kernelInitializer.maxval=1",
        &[10],
    ),
    (
        "layers=13:elu&domain=-2000,3000&function=x/1000&optimizer=adam&kernelInitializer.minval=-1&kernelInitializer.maxval=1",
        &[10],
    ),
];

/// The line of a run: link, the epoch that was asked for (a run that diverges stands at an earlier one), the
/// snapshot's size and hash, the parameters' checksum.
pub fn line(link: &str, epoch: u32, trainer: &Trainer) -> String {
    let snapshot = trainer.snapshot();
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = snapshot.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    format!("{link}\t{epoch}\t{}\t{hash:016x}\t{}", snapshot.len(), trainer.checksum())
}

/// All lines, as the table holds them.
pub fn lines() -> Vec<String> {
    let run = |(link, epochs): &(&str, &[u32])| {
        let mut trainer = Trainer::from_link(&format!("v={}&{link}", lernkurve::ENGINE_VERSION)).expect("a valid link");
        let mut lines = Vec::new();
        for &epoch in *epochs {
            trainer.step(epoch - trainer.epoch() as u32);
            lines.push(line(link, epoch, &trainer));
        }
        lines
    };
    RUNS.iter().flat_map(run).collect()
}
