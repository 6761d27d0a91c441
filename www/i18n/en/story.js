// @ts-check
/** The story in English. Words in braces move the figure or open a run. */
export default {
  'story.contents': 'Chapters',
  'story.chapter': 'Chapter {number}',
  'story.epoch': 'epoch {epoch}',
  'story.task': 'Try it:',
  'story.before': '← Back',
  'story.after': 'Next: {title} →',
  'story.bestLine': 'best line',
  'story.word.compare': 'comparison of the four runs',
  'story.word.two': 'two layers of 28',
  'story.word.depths': 'depths side by side',
  'story.word.play': 'Play',
  'story.word.gallery': 'gallery',

  'story.function': 'A function nobody gives away',
  'story.function.post': 'A blog post once told how its author watched a neural network learn. He made up a function, [fn:the blue curve], and wondered whether a network would find it by itself.',
  'story.function.points': 'Nobody tells the network the formula. All it sees is [fn:101 points] on the curve, over and over. Once through all of them is an *epoch*. After every handful of points it nudges its numbers a little, in the direction in which its error shrinks. That is all there is to learning here.',
  'story.function.start': 'At {e0} those numbers are random, and [net:the network] says nearly the same everywhere. After {e1} it lies at about the right height, and by {e10} it rises to the right as [fn:the function] does on the whole.',
  'story.function.task': 'Move the mouse or a finger over the plot. You read what the function says, what the network says, and how far it is off.',

  'story.relu300': '300 neurons with a kink',
  'story.relu300.kink': 'Each of the 300 neurons is a ramp: zero on one side of its kink, a straight line on the other. That is called *ReLU*. [net:The network] adds up 300 such ramps, and so straight pieces become a curve.',
  'story.relu300.wait': 'At first all kinks lie at *x* = 0, which is why [net:the network] is a straight line. To learn is to push them into the picture. By {e100} it has one, and then hardly anything happens for a long time: {e1000} looks much the same. Only later, around {e3000}, do the first hill and the valley beside it appear.',
  'story.relu300.end': 'At {e10000} it follows the wide swings. The fine ripple is still missing: networks like this learn the coarse first, and the fine later, if ever.',
  'story.relu300.task': 'Drag the dot on the time line back and forth. Where does much move, and where nothing?',

  'story.relu600': 'And with 600?',
  'story.relu600.more': 'Twice the neurons: twice as good? By {e100} [net:the network] is a touch further, and at {e10000} it lies about as close to [fn:the function] as the smaller one.',
  'story.relu600.why': 'So there was no lack of neurons. 300 kinks would be plenty for this curve; what is hard is getting them to the right places, and 300 more that start from the same place help little.',
  'story.relu600.task': 'Choose “Play” above and drag the number of neurons to the left. How few are enough?',

  'story.linear': 'Why linear is boring',
  'story.linear.line': '“A bit less exciting,” the author wrote of the linear activation; “perhaps somebody can explain why.” Gladly. A linear neuron has no kink: it is a straight line. After {e1}, and still after {e1000}, you see [net:a straight line] and nothing else.',
  'story.linear.sum': 'For lines add up to a line. *a*·*x* + *b* and *c*·*x* + *d* make (*a* + *c*)·*x* + (*b* + *d*): a slope again, and a height again. That holds for two of them, for 300, for a million, and for many layers on top of each other.',
  'story.linear.best': 'The network makes the best of it. The dashed line is the one with the least squared error, worked out without any network. At {e3000} [net:the network] lies on it, and it can never do better.',
  'story.linear.task': 'Press “New seed”. Other initial weights, another 300 lines, and the same line in the end.',

  'story.sigmoid': 'Sigmoid: late and costly',
  'story.sigmoid.late': 'Sigmoid neurons are gentle steps. “Very exciting, but much more expensive to compute,” the author found. The excitement comes late: with small initial weights the steps are so flat that they look like straight lines here. They have to become steep before anything bends.',
  'story.sigmoid.leaps': 'Until then [net:the whole curve] leaps up and down. All 300 neurons give about 0.5 and move together; each step overshoots. At {e30}, and even at {e300}, the network does worse than a level line at middle height. By {e10000} you begin to see the curve, and even at {e30000} it is not where ReLU is after a tenth of the time.',
  'story.sigmoid.cost': 'And every epoch costs more: a ramp is a comparison and a product, a step takes an exponential and a division, for every neuron and every point.',
  'story.sigmoid.task': 'Set the pace to “Full speed” and read under “Time spent training” how long 10,000 epochs take here.',

  'story.times': 'What it costs',
  'story.times.minute': 'In 2016, ten thousand epochs took “about one minute” on a laptop. In 2026, on two cores, the same work takes ten minutes with Keras and TensorFlow, two to three with TF.js, 24 seconds with ConvNetJS: for so small a network nearly all of it is bookkeeping. (These were measured on other machines.)',
  'story.times.today': 'Here a small Rust program does it in your browser, on your device. The number under “Time spent training” is your own measurement, without the drawing.',
  'story.times.line': 'The author ended with a chart of all computing times, and filled in what he had not computed with a straight line. That is fair, since every epoch costs the same. The {compare} draws his chart anew, with dashes that give way to what is measured.',
  'story.times.task': 'Open the comparison and choose “Progress by computing time”: who leads when seconds count and not epochs?',

  'story.deep': 'Deep learning, perhaps another time',
  'story.deep.same': '“All of it was computed with one layer only, so still far from the buzzword deep learning. Perhaps I will try that too.” Here it is: three layers of 20 neurons. The network has as many weights as the one with 300 neurons in a single layer: 901.',
  'story.deep.better': 'At {e300} they are about level. At {e1000} its error is not even a quarter as large, and at {e10000} [net:the line] follows even the fine ripple of [fn:the function]. With as many weights, {two} get further as well.',
  'story.deep.why': 'The second layer bends what is bent already. Few ramps become many pieces, and they lie where they are needed. Learning is more fickle in return: take another seed, and it comes out differently.',
  'story.deep.task': 'Look at {depths}, all with about the same number of weights.',

  'story.yours': 'Your function',
  'story.yours.turn': 'Now it is your turn. Under {play} you write a formula of your own into the sentence above the plot, set points with the mouse, or draw a curve with a finger.',
  'story.yours.try': 'Whatever you set up is in the address: whoever gets the link sees the very same run, number for number. And if no function comes to mind, the {gallery} has some.',
  'story.yours.task': 'Find a function that defeats the network, and send it to somebody.',
};
