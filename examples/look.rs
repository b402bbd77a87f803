use remit::engine::*; use remit::units::Cadence;
fn main(){ let d=remit::model::sample::company(); let o=evaluate(&d,&Env::default());
 for c in [Cadence::Year, Cadence::Quarter]{ for (p,s) in o.periods(c){ let r=Row::of(&o,s); print!("{p} "); for m in Metric::ALL { let v=match r.value(*m){Value::Undefined(t)=>t.into(), v=>format!("{:.3}",v.to_f64().unwrap())}; print!("{}={} ",m.key(),v);} println!("\n"); } }
 for p in &o.problems { println!("{p}"); }
 for h in limits(&o){ println!("{h:?}"); } println!("{:?}",runs(&o));
 let t=std::time::Instant::now(); for _ in 0..50 { std::hint::black_box(evaluate(&d,&Env::default())); } println!("{:?}", t.elapsed()/50);
}
