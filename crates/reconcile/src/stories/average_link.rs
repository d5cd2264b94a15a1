//! Average linkage: the two groups that are most alike on average are joined, until none are alike enough.

/// Groups the members. Ties go to the members that come first, so that the outcome depends on their order alone.
/// Time: the square of their number, by chains of nearest neighbours.
pub(super) fn link(members: &[usize], alike: f32, likeness: &impl Fn(usize, usize) -> f32) -> Vec<Vec<usize>> {
    let n = members.len();
    if n == 1 {
        return vec![members.to_vec()];
    }
    let mut near = vec![0.0_f32; n * n];
    for i in 0..n {
        for j in i + 1..n {
            let value = likeness(members[i], members[j]);
            (near[i * n + j], near[j * n + i]) = (value, value);
        }
    }
    let mut groups: Vec<Option<Vec<usize>>> = members.iter().map(|m| Some(vec![*m])).collect();
    let mut done: Vec<Vec<usize>> = Vec::new();
    let mut chain: Vec<usize> = Vec::new();
    while let Some(start) = chain.last().copied().or_else(|| groups.iter().position(Option::is_some)) {
        if chain.is_empty() {
            chain.push(start);
        }
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        let mut nearest: Option<(usize, f32)> = before.map(|at| (at, near[start * n + at]));
        for other in (0..n).filter(|other| *other != start && groups[*other].is_some()) {
            let value = near[start * n + other];
            if nearest.is_none_or(|(_, best)| value > best) {
                nearest = Some((other, value));
            }
        }
        match nearest {
            // Nothing is alike enough, nor will be: joining others never raises the best average.
            None => done.extend(chain.pop().and_then(|at| groups[at].take())),
            Some((_, value)) if value < alike => done.extend(chain.pop().and_then(|at| groups[at].take())),
            Some((other, _)) if Some(other) == before => {
                chain.truncate(chain.len() - 2);
                join(&mut groups, &mut near, start.min(other), start.max(other));
            }
            Some((other, _)) => chain.push(other),
        }
    }
    for group in &mut done {
        group.sort_unstable();
    }
    done.sort_unstable();
    done
}

/// Joins the second group to the first; likeness to the joined one is the mean over the members.
fn join(groups: &mut [Option<Vec<usize>>], near: &mut [f32], first: usize, second: usize) {
    let n = groups.len();
    let size = |at: usize| groups[at].as_ref().map_or(0, Vec::len) as f32;
    let (p, q) = (size(first), size(second));
    for other in 0..n {
        let mean = (p * near[first * n + other] + q * near[second * n + other]) / (p + q);
        (near[first * n + other], near[other * n + first]) = (mean, mean);
    }
    let gone = groups[second].take();
    if let (Some(into), Some(gone)) = (groups[first].as_mut(), gone) {
        into.extend(gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_decides_not_the_best_pair() {
        // 0 and 1 are alike, 1 and 2 too, 0 and 2 not at all: the mean of {0,1} to 2 is .25.
        let near = [[1.0, 0.9, 0.0], [0.9, 1.0, 0.5], [0.0, 0.5, 1.0]];
        let likeness = |a: usize, b: usize| near[a][b];
        assert_eq!(link(&[0, 1, 2], 0.3, &likeness), [vec![0, 1], vec![2]]);
        assert_eq!(link(&[0, 1, 2], 0.2, &likeness), [vec![0, 1, 2]]);
        assert_eq!(link(&[2], 0.2, &likeness), [vec![2]]);
    }
}
