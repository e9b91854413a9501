"""First names that tell whether *he* or *she* may stand for somebody; the others tell nothing."""

from __future__ import annotations

from copytaster.words import wordset

_WOMEN = wordset(
    "aaliyah abigail ada adriana agnes agnieszka aisha alexandra alice alicia alison allison amal amanda amber amelia "
    "amina amy ana anastasia angela angelina anita ann anna anne annette annie antonia aoife arlene ashley "
    "astrid audrey ava barbara beata beatrice beatriz bella bernadette beth betty beverly birgit bonnie brenda "
    "bridget brigitte britney camila camilla carla carmen carol carole carolina caroline carolyn catalina caterina "
    "catherine cecilia celia cheryl chiara chloe christina christine cindy claire clara claudia "
    "colleen concepción condoleezza connie constance cristina cynthia daisy daniela danielle daphne deborah debra deirdre "
    "denise diana diane dilma dina dolores donna dora doris dorothy edith eileen ekaterina elaine elena eleanor elin "
    "elisabeth elise eliza elizabeth ella ellen elsa emily emma erica erika erin erna esther eugenia eva evelyn fatima "
    "fatimah federica fiona frances francesca françoise freya gabriela gabrielle geraldine gertrude gina giorgia "
    "giulia gladys glenda gloria greta gretchen guadalupe hannah harriet hazel heather heidi helen helena hilary "
    "hillary holly ilse imelda inga inge ingrid irene irina iris isabel isabella isabelle ivana ivanka jacinda "
    "jacqueline jana jane janet janice jeanne jen jennifer jenny jessica jill joan joanna joanne jocelyn jodie "
    "josefina josephine joyce juanita judith judy julia juliana julie juliet kaja karen karin karina kate katharina "
    "katherine kathleen kathryn kathy katie katrin kayla kellyanne kerri khadija kimberly kirsten kitty kirstjen "
    "kristalina kristen kristina laila larisa laura lauren latoya layla leah leila lena leticia lidia lilian lillian lily "
    "linda lindsay lisa liz lois loretta lori lorraine louise lucia lucy lydia madeleine magdalena maggie "
    "maia malala malgorzata małgorzata mara marcia margaret margarita margrethe maria mariah marian marianne marie mariia "
    "marilyn marina marine marion marisa marissa marjorie marlene marsha marta martha martina mary maryam maureen mavis "
    "maya megan meghan melania melanie melinda melissa mercedes meredith mette mia michelle mildred mira miranda miriam "
    "molly mona monica monika muriel myra nadia naima nancy naomi natalia natalie natasha nicola nicole nigar "
    "nikki nina nora norma octavia olena olga olive olivia oprah paola patricia paula pauline peggy penelope penny phyllis "
    "pooja priti priya rachel ramona rania rebecca regina renee rhonda rita roberta rosa rosalind rosalynn rose "
    "rosemary roxana ruth sabina sabrina sadie sally samantha samia sandra sanna sara sarah scarlett selena serena "
    "shannon sharon sheila sheryl shirley sigrid silvia simone sinéad sofia sonia sonja sophia sophie stacey "
    "stephanie sue susan susana susanna susanne suzanne svetlana sylvia tamara tammy tania tanya tara tatiana tatyana teresa "
    "terri tessa theresa tiffany tina tracy tulsi ursula valentina valeria valerie vanessa vera veronica vicky viola "
    "violet vivian wanda wendy whitney wilma winifred xiomara yasmin yolanda yulia yvette yvonne zahra zainab zoe "
    "zsuzsanna nirmala sushma mamata mayawati smriti kamala"
)
_MEN = wordset(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed alain alan albert alberto alec alejandro aleksandr aleksei "
    "alexander alexandre alexei alexey alfonso alfred ali allan allen alvaro amir anatoly anders andré andreas andrei andrew "
    "andrés andrzej andy angus anthony antoine anton antonio antony arnold artem arthur arturo ashraf augusto axel "
    "barack barry bart bashar ben benjamin benoît bernard bernardo bernie bill billy björn bob boris brad bradley brandon "
    "brendan brett brian bruce bruno bryan carl carlo carlos cedric chadwick charles charlie chester christian "
    "christoph christophe christopher chuck claude claudio clayton clement clifford clint clive colin conor craig curtis "
    "cyril cyrus dan daniel dave david denis dennis derek detlef dexter didier diego dieter dimitri dmitri dmitry dominic "
    "donald douglas duncan dustin dwayne dylan ed eddie edgar eduardo edward edwin eliud elliot elon emilio emmanuel enda "
    "enrico enrique eric erik ernest ernesto ethan eugene evan evgeny fabio federico felipe felix ferdinand fernando floyd "
    "francesco francis francisco franco françois frank franklin franz fred frederick friedrich gareth gary gavin geoffrey "
    "george gerald gerard gerhard gianni gilbert giorgio giovanni giuseppe glen glenn gordon graham greg gregory guido "
    "guillaume guillermo gunther gustavo guy hamid hans harold harry harvey hassan heiko heinrich helmut henri henrik henry "
    "herbert herman hector hosni howard hugh hugo hussein ian ibrahim igor ilya imran isaac ismail ivan jack jacob jacques "
    "jair jake james jared jason javier jay jean-claude jean-luc jeff jeffrey jens jeremy jerome jerry jesús jim "
    "jimmy joachim joaquín joe joel johan johannes john johnny jonas jonathan jorge josé josef joseph joshua josip juan jude "
    "julian julio julius jürgen justin karl keith ken kenneth kevin khaled khalid kirk klaus konstantin krzysztof kurt kyle "
    "larry lars laurence lawrence len leo leon leonard leonardo leonid leopold leroy lewis lionel lloyd "
    "lorenzo louis luc luca lucas luigi luis luiz lukas luke maciej magnus malcolm manfred manuel marc marcel marcelo marco "
    "marcos marcus mariano mario mark markus martin marvin massimo mateusz mathieu matt matteo matthew matthias maurice "
    "mauricio maurizio maxim maximilian mehdi mehmet melvin michael michel miguel mike mikhail miloš mitch mitt "
    "mohamed mohammad mohammed moritz moses muhammad mustafa nathan nathaniel neil nelson nicholas nick nicolae nicolas "
    "nicolás niels nigel nikolai nikolas norman oleg oleksandr oliver olivier omar oscar oskar osama otto owen pablo paolo "
    "patrice patrick paul pavel paweł pedro pete peter petr petro philip philippe phillip pierre piotr pranab rafael rahul "
    "raila rajiv ralph ramón randy raul raúl ray raymond recep reinhard rené ricardo richard rick rob robert roberto rodney "
    "rodrigo roger roland rolf roman ronald rory roy ruben rudolf rupert russell ryan salman salvador samuel "
    "sanjay scott sean sebastian sebastián sebastien serge sergei sergey sergio seth shane shaun silvio simon solomon spencer "
    "stan stanislav stanley stefan stefano stephan stephen steve steven stewart stuart sven tadeusz tariq ted terence terrence "
    "theodore thomas tim timothy tobias todd tom tomasz tommy tony travis trevor tyler ulrich umberto vaclav valentin valery "
    "vasily vernon victor viktor vincent vincenzo vinod vitaly vladimir volodymyr walter warren wayne wesley wilbur wilhelm "
    "willem william willy wolfgang xavier yannick yevgeny yuri yusuf yves zbigniew narendra rishi vikram arvind amit "
    "hamza bilal bogdan clarence denzel jeroen jürg kofi kwame olaf rowan tedros thabo uhuru"
)


def first_name_gender(name: str) -> str | None:
    """``f`` or ``m`` where the first name of ``name`` tells, else None."""
    first = name.split(" ", 1)[0].lower()
    if first in _WOMEN:
        return "f"
    return "m" if first in _MEN else None
