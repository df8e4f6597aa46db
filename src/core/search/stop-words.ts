/**
 * Words that hold sentences together, in the three languages of the editions. Search neither indexes them nor asks for
 * them; words that are a name or a thing in another of the languages are left out.
 */
export const STOP_WORDS =
	'а без бы был была были было в вам вас во вот все всё вы где да для до его ее если есть же за и из или им их к как какая какие какой какого каком когда кто ли мне ' +
	'мы на над не нет но о об он она они оно от по под при с со сколько так то у уже чего чем что чтобы это эта эти этот я который которая которое которые ' +
	'a an and are as at be been by did do does for from had has have he her his how i in is it its many much of on or s she that the their them they this to ' +
	'was we were what when where which who whom why will with you ' +
	'ал алар анын бар бир болгон бул деген жана жок кайсы канча кандай качан кайда ким мен менен сен эле эмне эмес үчүн';
