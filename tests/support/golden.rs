//! The runs of the golden table, and how a line of it is made. Shared by `tests/golden.rs`, which compares, and
//! `examples/golden.rs`, which writes the table anew when the engine's version rises.

use lernkurve::Trainer;

/// Links without their version, and the epochs after which each run is looked at. Every activation, optimizer,
/// initializer and loss is among them, partial batches, ties, padding of every width, and each kernel.
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
    ("optimizer=sgd&learningRate=1000", &[20]),
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
