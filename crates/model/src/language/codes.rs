//! Codes that mean a language which has a shorter or a younger code.

/// Three-letter codes of ISO 639-2 and 639-3 beside the two-letter code of ISO 639-1, sorted. Where a macrolanguage has
/// the two-letter code, its most written member stands here too (`arb`, `cmn`, `swh`). Facts from the registration
/// authorities' tables (SIL, Library of Congress).
const SHORTER: &str = "aar=aa abk=ab afr=af aka=ak alb=sq als=sq amh=am ara=ar arb=ar arg=an arm=hy asm=as ava=av ave=ae aym=ay \
     aze=az azj=az bak=ba bam=bm baq=eu bel=be ben=bn bis=bi bod=bo bos=bs bre=br bul=bg bur=my cat=ca ces=cs \
     cha=ch che=ce chi=zh chu=cu chv=cv cmn=zh cor=kw cos=co cre=cr cym=cy cze=cs dan=da deu=de div=dv dut=nl \
     dzo=dz ekk=et ell=el eng=en epo=eo est=et eus=eu ewe=ee fao=fo fas=fa fij=fj fin=fi fra=fr fre=fr fry=fy \
     ful=ff gaz=om geo=ka ger=de gla=gd gle=ga glg=gl glv=gv gre=el grn=gn guj=gu hat=ht hau=ha heb=he \
     her=hz hin=hi hmo=ho hrv=hr hun=hu hye=hy ibo=ig ice=is ido=io iii=ii iku=iu ile=ie ina=ia ind=id ipk=ik \
     isl=is ita=it jav=jv jpn=ja kal=kl kan=kn kas=ks kat=ka kau=kr kaz=kk khk=mn khm=km kik=ki kin=rw kir=ky \
     kom=kv kon=kg kor=ko kua=kj kur=ku lao=lo lat=la lav=lv lim=li lin=ln lit=lt ltz=lb lub=lu lug=lg lvs=lv \
     mac=mk mah=mh mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg mlt=mt mon=mn mri=mi msa=ms mya=my nau=na nav=nv \
     nbl=nr nde=nd ndo=ng nep=ne nld=nl nno=nn nob=nb nor=no npi=ne nya=ny oci=oc oji=oj ori=or orm=om ory=or \
     oss=os pan=pa per=fa pes=fa pli=pi plt=mg pol=pl por=pt pus=ps que=qu quz=qu roh=rm ron=ro rum=ro run=rn \
     rus=ru sag=sg san=sa sin=si slk=sk slo=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st spa=es sqi=sq \
     srd=sc srp=sr ssw=ss sun=su swa=sw swe=sv swh=sw tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th tib=bo \
     tir=ti ton=to tsn=tn tso=ts tuk=tk tur=tr twi=tw uig=ug ukr=uk urd=ur uzb=uz uzn=uz ven=ve vie=vi vol=vo \
     wel=cy wln=wa wol=wo xho=xh ydd=yi yid=yi yor=yo zha=za zho=zh zsm=ms zul=zu";

/// Codes that ISO withdrew in 1989 and software still writes.
const WITHDRAWN: [(&str, &str); 3] = [("in", "id"), ("iw", "he"), ("ji", "yi")];

/// The code that Octavo uses for this one, which is in lower case.
pub(super) fn usual(code: &str) -> &str {
    let of_pair = |pair: &'static str| pair.strip_prefix(code)?.strip_prefix('=');
    let younger = || WITHDRAWN.iter().find(|(old, _)| *old == code).map(|(_, young)| *young);
    let shorter = || SHORTER.split_ascii_whitespace().find_map(of_pair);
    let found = if code.len() == 2 { younger() } else { shorter() };
    found.unwrap_or(code)
}
