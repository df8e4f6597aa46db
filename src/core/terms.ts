/** Words too common to tell texts apart, in the three languages of the editions, cut as {@link terms} cuts. */
const STOP = new Set(
	(
		'и в во на не с со что по к ко как это из от для за о об его её их у же бы но или при до так также более был была было были быть есть еще ещё уже ' +
		'который которая которые которых этот эта эти этом этого свой свою своей года году год после через между под над будет стал стала ' +
		'the a an of in on at to for and or is are was were be been by with from as it its this that has have had not but will after into their they he she his her ' +
		'кыргызстан кыргыз кыргызстана киргизия kyrgyzstan kyrgyz день дня сегодня две два три first two three four five six one new day today бүгүн эки үч биринчи первый первые ' +
		'жана менен үчүн бул да де эмес болгон болду болот деп ал анын аны алар бир эң же ошол ушул кийин чейин тууралуу боюнча жылы жыл'
	)
		.split(' ')
		.map(cut),
);

/**
 * The telling words of a text, each cut to its first five letters without case (which joins most inflected
 * forms in Kyrgyz, Russian and English alike), in order of appearance, with repeats.
 */
export function terms(text: string): string[] {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
	return words.map(cut).filter((term) => !STOP.has(term));
}

function cut(word: string): string {
	return word.replaceAll('ё', 'е').slice(0, 5);
}
